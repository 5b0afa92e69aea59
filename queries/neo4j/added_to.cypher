// The change sets after one that added referrals or rows of a log to some cases.
// takes: cases, root
// gives: number
UNWIND $cases AS id
MATCH (:Case {id: id})<-[:IN]-(n:Referral) WHERE n.row IS NOT NULL AND n.born > $root
RETURN DISTINCT n.born AS number
UNION
UNWIND $cases AS id
MATCH (n:Log {case: id}) WHERE n.born > $root
RETURN DISTINCT n.born AS number
UNION
UNWIND $cases AS id
MATCH (n:Was {case: id}) WHERE n.part <> 'cases' AND n.born > $root
RETURN DISTINCT n.born AS number
