// Writes over who did a change set, and why.
// takes: number, who, why
// gives:
MATCH (s:ChangeSet {number: $number}) SET s.who = $who, s.why = $why
