// Makes a change set stand or not, and notes that another touched what it did.
// takes: root, undone, number
// gives:
MATCH (a:ChangeSet {number: $root}) SET a.undone = $undone
WITH a MATCH (b:ChangeSet {number: $number}) SET b.map = a.map, b.households = a.households
