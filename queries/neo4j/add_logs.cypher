// Adds the rows of cases in an event log.
// takes: rows, number
// gives:
UNWIND $rows AS r
MERGE (c:Case {id: r[0]}) ON CREATE SET c.v_from = $number, c.v_to = 9223372036854775807
CREATE (:Log {case: r[0], row: r[1], born: r[2], ended: r[3], counted: r[4],
             v_from: $number, v_to: 9223372036854775807})
