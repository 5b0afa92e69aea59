// From now on only the writer with this token may write parts of a change set, or take them back.
// takes: change, token
// gives:
MERGE (k:Chunk {change: $change, place: -1}) SET k.token = $token
