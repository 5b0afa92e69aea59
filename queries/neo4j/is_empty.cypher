// Whether there is nothing of a register yet, not even names.
// takes:
// gives: empty
RETURN NOT EXISTS { MATCH (:Case) } AND NOT EXISTS { MATCH (:Household) } AS empty
