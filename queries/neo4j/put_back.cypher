// The change sets after one that made rows of the same identity.
// takes: households, root, cases, referrals, logs
// gives: number
UNWIND $households AS id MATCH (n:Household {id: id}) WHERE n.born > $root RETURN n.born AS number
UNION
UNWIND $households AS id MATCH (n:Was {part: 'households', id: id}) WHERE n.born > $root RETURN n.born AS number
UNION
UNWIND $cases AS id MATCH (n:Case {id: id}) WHERE n.born > $root RETURN n.born AS number
UNION
UNWIND $cases AS id MATCH (n:Was {part: 'cases', id: id}) WHERE n.born > $root RETURN n.born AS number
UNION
UNWIND $referrals AS id
MATCH (n:Referral {id: id}) WHERE n.row IS NOT NULL AND n.born > $root RETURN n.born AS number
UNION
UNWIND $referrals AS id MATCH (n:Was {part: 'referrals', id: id}) WHERE n.born > $root RETURN n.born AS number
UNION
UNWIND $logs AS id MATCH (n:Log {case: id}) WHERE n.born > $root RETURN n.born AS number
UNION
UNWIND $logs AS id MATCH (n:Was {part: 'events', id: id}) WHERE n.born > $root RETURN n.born AS number
