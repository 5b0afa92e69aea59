// The derived referrals of some cases, each with the loket that it comes from.
// takes: cases
// gives: id, come_from
UNWIND $cases AS case
MATCH (:Case {id: case})<-[:IN]-(r:Referral {origin: 'derived'})
OPTIONAL MATCH (r)-[:FROM]->(l:Loket)
RETURN r.id AS id, l.id AS come_from
