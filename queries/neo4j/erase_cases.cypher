// Erases every version of some cases, with their referrals and rows.
// takes: ids
// gives: rows
UNWIND $ids AS id
OPTIONAL MATCH (c:Case {id: id})
OPTIONAL MATCH (c)<-[:IN]-(r:Referral)
WITH id, c, c.row IS NOT NULL AS stood, collect(r) AS sent
OPTIONAL MATCH (w:Was {case: id})
WITH id, c, stood, sent, collect(w) AS were
OPTIONAL MATCH (g:Log {case: id})
WITH c, stood, sent, were, collect(g) AS logs
WITH c, sent, were, logs, size(were) + size([r IN sent WHERE r.row IS NOT NULL]) + size(logs)
     + CASE WHEN stood THEN 1 ELSE 0 END AS gone
FOREACH (x IN sent | DETACH DELETE x)
FOREACH (x IN were | DELETE x)
FOREACH (x IN logs | DELETE x)
DETACH DELETE c
RETURN sum(gone) AS rows
