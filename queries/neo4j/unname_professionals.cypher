// Takes professionals out of referrals; the rows say so too.
// takes: rows, ids
// gives:
UNWIND $rows AS r
MATCH (n) WHERE elementId(n) = r[0]
SET n.row = r[1],
    n.from_professional = CASE WHEN n.from_professional IN $ids THEN null ELSE n.from_professional END,
    n.to_professional = CASE WHEN n.to_professional IN $ids THEN null ELSE n.to_professional END
