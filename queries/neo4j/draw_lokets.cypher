// Draws lokets.
// takes: rows, number
// gives:
UNWIND $rows AS r
MERGE (l:Loket {id: r.id}) ON CREATE SET l.v_from = $number, l.v_to = 9223372036854775807
SET l += r.facts, l.known = true
WITH l, r WHERE r.organisation IS NOT NULL
MERGE (o:Organisation {id: r.organisation}) ON CREATE SET o.v_from = $number, o.v_to = 9223372036854775807
CREATE (l)-[:PART_OF]->(o)
