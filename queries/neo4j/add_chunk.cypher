// Notes that a part of a change set was written; it cannot be written twice.
// takes: change, place
// gives:
CREATE (:Chunk {change: $change, place: $place})
