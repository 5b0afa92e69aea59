// Draws who directs the help of which household.
// takes: rows, number
// gives:
UNWIND $rows AS r
MERGE (h:Household {id: r.household}) ON CREATE SET h.v_from = $number, h.v_to = 9223372036854775807
MERGE (p:Professional {id: r.professional}) ON CREATE SET p.v_from = $number, p.v_to = 9223372036854775807
CREATE (h)-[d:DIRECTED_BY]->(p) SET d = r.facts
