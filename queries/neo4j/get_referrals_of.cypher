// The recorded referrals of some cases.
// takes: ids, v
// gives: rows
UNWIND $ids AS id
MATCH (:Case {id: id})<-[:IN]-(n:Referral) WHERE n.v_from <= $v < n.v_to AND n.row IS NOT NULL
RETURN collect(n.row) AS rows
