// Drops households that nothing names any more.
// takes:
// gives:
MATCH (h:Household) WHERE h.row IS NULL AND NOT EXISTS { (h)--() } DELETE h
