// Ends the recorded referrals of some cases: all, or those that one change set made or had ended.
// takes: cases, born, ended, claim
// gives:
UNWIND $cases AS id
MATCH (c:Case {id: id})<-[:IN]-(n:Referral)
WHERE n.row IS NOT NULL AND ($born IS NULL OR n.born = $born) AND ($ended IS NULL OR $ended IN n.ended)
CREATE (:Was {part: 'referrals', id: n.id, case: c.id, from_professional: n.from_professional,
              to_professional: n.to_professional, row: n.row, born: n.born, ended: coalesce(n.ended, []) + $claim})
DETACH DELETE n
