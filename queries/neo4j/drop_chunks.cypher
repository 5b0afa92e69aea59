// Forgets which parts of a change set were written.
// takes: change
// gives:
MATCH (k:Chunk {change: $change}) DELETE k
