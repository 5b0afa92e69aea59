// The referrals that name one of some professionals, standing or not.
// takes: ids
// gives: node, row
MATCH (n:Referral) WHERE n.from_professional IN $ids OR n.to_professional IN $ids
RETURN elementId(n) AS node, n.row AS row
UNION ALL
MATCH (n:Was {part: 'referrals'}) WHERE n.from_professional IN $ids OR n.to_professional IN $ids
RETURN elementId(n) AS node, n.row AS row
