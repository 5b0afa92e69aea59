// Says of cases, with their referrals and rows of logs, until which version they stand; those of another stay as they are.
// takes: ids, was, now
// gives:
UNWIND $ids AS id
MATCH (c:Case {id: id}) WHERE c.v_to = $was SET c.v_to = $now
WITH c
CALL (c) { MATCH (c)<-[:IN]-(n:Referral) WHERE n.v_to = $was SET n.v_to = $now }
CALL (c) { MATCH (g:Log {case: c.id}) WHERE g.v_to = $was SET g.v_to = $now }
