// A sign of life in the writing transaction: whether it still stands.
// takes:
// gives: one
RETURN 1 AS one
