// Whether the parts of a change set are still for the writer with this token; until it commits nobody can claim them.
// takes: change, token
// gives: held
OPTIONAL MATCH (k:Chunk {change: $change, place: -1})
// Only who has the lock of this node reads a token that stays.
SET k.beat = coalesce(k.beat, 0) + 1
WITH k WHERE k.token = $token
RETURN count(k) AS held
