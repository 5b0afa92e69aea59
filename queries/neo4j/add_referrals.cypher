// Adds referrals case by case; from and to are places in the list of lokets.
// takes: lokets, groups, number
// gives:
UNWIND range(0, size($lokets) - 1) AS i
MATCH (l:Loket {id: $lokets[i]})
WITH i, l ORDER BY i
WITH collect(l) AS lokets
UNWIND $groups AS g
MERGE (c:Case {id: g[0]}) ON CREATE SET c.v_from = $number, c.v_to = 9223372036854775807
WITH lokets, c, g
UNWIND g[1] AS r
CREATE (n:Referral {
    id: r[0], sent: r[3], picked_up: r[4], status: r[5], status_at: r[6], reason: r[7], feedback: r[8],
    purpose: r[9], origin: r[10], seq: r[11], position: r[12], from_professional: r[13], to_professional: r[14],
    dates: r[15], row: r[16], born: r[17], ended: r[18], source: r[19],
    v_from: $number, v_to: 9223372036854775807
})-[:IN]->(c)
FOREACH (l IN CASE WHEN r[1] IS NULL THEN [] ELSE [lokets[r[1]]] END | CREATE (n)-[:FROM]->(l))
FOREACH (l IN CASE WHEN r[2] IS NULL THEN [] ELSE [lokets[r[2]]] END | CREATE (n)-[:TO]->(l))
