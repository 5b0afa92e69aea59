// Makes a change set complete.
// takes: number
// gives:
MATCH (s:ChangeSet {number: $number}) SET s.state = 'done'
