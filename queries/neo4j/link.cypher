// Makes the referrals with a loket of each case follow each other, by instant, seq and position.
// takes: cases
// gives:
UNWIND $cases AS id
MATCH (c:Case {id: id})
CALL (c) {
    MATCH (c)<-[:IN]-(:Referral)-[old:NEXT]->()
    DELETE old
}
CALL (c) {
    MATCH (c)<-[:IN]-(r:Referral) WHERE EXISTS { (r)-[:TO]->() }
    WITH r ORDER BY r.sent, coalesce(r.seq, -9223372036854775808), r.position
    WITH collect(r) AS rows
    UNWIND range(0, size(rows) - 2) AS i
    WITH rows[i] AS a, rows[i + 1] AS b
    CREATE (a)-[:NEXT]->(b)
}
