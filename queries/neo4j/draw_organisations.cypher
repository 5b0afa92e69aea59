// Draws organisations.
// takes: rows, number
// gives:
UNWIND $rows AS r
MERGE (o:Organisation {id: r.id}) ON CREATE SET o.v_from = $number, o.v_to = 9223372036854775807
SET o += r.facts, o.known = true
WITH o, r WHERE r.parent IS NOT NULL
MERGE (p:Organisation {id: r.parent}) ON CREATE SET p.v_from = $number, p.v_to = 9223372036854775807
CREATE (o)-[:PART_OF]->(p)
