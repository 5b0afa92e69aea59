// Adds records of the map as they were given.
// takes: rows
// gives:
UNWIND $rows AS r CREATE (:Fact {kind: r[0], key: r[1], body: r[2], born: r[3], ended: r[4]})
