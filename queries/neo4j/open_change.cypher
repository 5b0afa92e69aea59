// Begins a change set that is written in parts, unless somebody else began one of that number; how many it began.
// takes: facts, token
// gives: opened
MERGE (s:ChangeSet {number: $facts.number}) ON CREATE SET s = $facts, s.token = $token
WITH s WHERE s.token = $token
MERGE (k:Chunk {change: s.number, place: -1}) SET k.token = $token
RETURN count(s) AS opened
