// Draws professionals.
// takes: rows, number
// gives:
UNWIND $rows AS r
MERGE (p:Professional {id: r.id}) ON CREATE SET p.v_from = $number, p.v_to = 9223372036854775807
SET p += r.facts, p.known = true
MERGE (l:Loket {id: r.loket}) ON CREATE SET l.v_from = $number, l.v_to = 9223372036854775807
CREATE (p)-[:WORKS_AT]->(l)
