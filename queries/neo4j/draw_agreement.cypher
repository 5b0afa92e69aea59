// Draws who has a tie of the layer agreement with whom.
// takes: rows, number
// gives:
UNWIND $rows AS r
MERGE (a:Professional {id: r.from}) ON CREATE SET a.v_from = $number, a.v_to = 9223372036854775807
MERGE (b:Professional {id: r.to}) ON CREATE SET b.v_from = $number, b.v_to = 9223372036854775807
CREATE (a)-[t:AGREED]->(b) SET t = r.facts
