// Draws plans.
// takes: rows, number
// gives:
UNWIND $rows AS r
MERGE (p:Plan {id: r.id}) ON CREATE SET p.v_from = $number, p.v_to = 9223372036854775807
SET p += r.facts
MERGE (h:Household {id: r.household}) ON CREATE SET h.v_from = $number, h.v_to = 9223372036854775807
MERGE (l:Loket {id: r.loket}) ON CREATE SET l.v_from = $number, l.v_to = 9223372036854775807
CREATE (p)-[:FOR]->(h), (p)-[:AT]->(l)
WITH p, r WHERE r.professional IS NOT NULL
MERGE (w:Professional {id: r.professional}) ON CREATE SET w.v_from = $number, w.v_to = 9223372036854775807
CREATE (p)-[:BY]->(w)
