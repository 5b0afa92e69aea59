// Says of cases in an event log where and when they entered, and when they were last heard of.
// takes: rows
// gives:
UNWIND $rows AS r
MATCH (c:Case {id: r[0]})
SET c.opened = r[2], c.logged = r[3], c.dates = r[4]
WITH c, r
CALL (c) {
    MATCH (c)-[old:ENTERED]->()
    DELETE old
}
WITH c, r WHERE r[1] IS NOT NULL
MATCH (l:Loket {id: r[1]})
CREATE (c)-[:ENTERED]->(l)
