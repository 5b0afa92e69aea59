// What is kept of the erased.
// takes:
// gives: digest
MATCH (e:Erased) RETURN e.digest AS digest
