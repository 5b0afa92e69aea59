// Keeps who were erased.
// takes: digests
// gives:
UNWIND $digests AS digest MERGE (:Erased {digest: digest})
