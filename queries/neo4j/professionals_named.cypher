// Which of some professionals any referral names, standing or not.
// takes: ids
// gives: id
UNWIND $ids AS id
WITH id WHERE EXISTS { MATCH (n:Referral) WHERE id IN [n.from_professional, n.to_professional] }
    OR EXISTS { MATCH (n:Was {part: 'referrals'}) WHERE id IN [n.from_professional, n.to_professional] }
RETURN id
