// Ends recorded referrals of an older version.
// takes: ids, number, claim
// gives:
UNWIND $ids AS id
MATCH (n:Referral {id: id})-[:IN]->(c:Case) WHERE n.row IS NOT NULL AND n.v_from < $number
CREATE (:Was {part: 'referrals', id: n.id, case: c.id, from_professional: n.from_professional,
              to_professional: n.to_professional, row: n.row, born: n.born, ended: coalesce(n.ended, []) + $claim})
DETACH DELETE n
