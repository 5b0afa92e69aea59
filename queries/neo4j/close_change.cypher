// Makes a change set complete; when it flipped another, what that one left is still to be put away.
// takes: number
// gives:
MATCH (s:ChangeSet {number: $number}) SET s.state = 'done', s.finish = s.root
