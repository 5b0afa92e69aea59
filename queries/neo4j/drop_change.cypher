// Forgets a change set that was never completed, and which parts of it were written, unless somebody else claimed it.
// takes: number, token
// gives:
MATCH (k:Chunk {change: $number, place: -1})
SET k.beat = coalesce(k.beat, 0) + 1
WITH k WHERE k.token = $token
OPTIONAL MATCH (s:ChangeSet {number: $number, state: 'open'})
DELETE s
WITH DISTINCT $number AS number
MATCH (k:Chunk {change: number})
DELETE k
