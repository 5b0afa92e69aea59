// Erases every version of some cases, with their referrals and rows; one node of a log holds several rows, packed.
// takes: ids
// gives: rows, events
UNWIND $ids AS id
OPTIONAL MATCH (c:Case {id: id})
OPTIONAL MATCH (c)<-[:IN]-(r:Referral)
WITH id, c, c.row IS NOT NULL AS stood, collect(r) AS sent
OPTIONAL MATCH (w:Was {case: id})
WITH id, c, stood, sent, collect(w) AS were
OPTIONAL MATCH (g:Log {case: id})
WITH c, stood, sent, were, collect(g) AS logs
WITH c, sent, were, logs,
     size([w IN were WHERE w.part <> 'events']) + size([r IN sent WHERE r.row IS NOT NULL])
     + CASE WHEN stood THEN 1 ELSE 0 END AS gone,
     [w IN were WHERE w.part = 'events' | w.row] + [g IN logs | g.row] AS events
FOREACH (x IN sent | DETACH DELETE x)
FOREACH (x IN were | DELETE x)
FOREACH (x IN logs | DELETE x)
DETACH DELETE c
RETURN gone AS rows, events
