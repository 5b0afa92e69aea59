// Draws terms.
// takes: rows, number
// gives:
UNWIND $rows AS r
MERGE (n:Term {id: r.id}) ON CREATE SET n.v_from = $number, n.v_to = 9223372036854775807
SET n += r.facts
