// Notes that nothing of a change set has to be put away any more.
// takes: number
// gives:
MATCH (s:ChangeSet {number: $number}) REMOVE s.finish
