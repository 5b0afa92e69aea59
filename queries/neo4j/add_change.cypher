// Adds a change set.
// takes: facts
// gives:
CREATE (s:ChangeSet) SET s = $facts
