// Keeps rows that stand no longer.
// takes: rows
// gives:
UNWIND $rows AS r CREATE (w:Was) SET w = r
