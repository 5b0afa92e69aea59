// Adds cases, each with its household and its entry.
// takes: rows, number
// gives:
UNWIND $rows AS r
MERGE (c:Case {id: r[0]}) ON CREATE SET c.v_from = $number, c.v_to = 9223372036854775807
SET c.opened = r[3], c.closed = r[4], c.outcome = r[5], c.domains = r[6], c.source = r[7], c.kind = r[8],
    c.dates = r[9], c.row = r[10], c.born = r[11], c.ended = r[12]
MERGE (h:Household {id: r[1]}) ON CREATE SET h.v_from = $number, h.v_to = 9223372036854775807
CREATE (c)-[:OF]->(h)
WITH c, r WHERE r[2] IS NOT NULL
MATCH (l:Loket {id: r[2]})
CREATE (c)-[:ENTERED]->(l)
