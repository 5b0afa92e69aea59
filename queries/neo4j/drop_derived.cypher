// Drops derived referrals that an older version had.
// takes: ids, number
// gives:
UNWIND $ids AS id
MATCH (r:Referral {id: id}) WHERE r.origin = 'derived' AND r.v_from < $number
DETACH DELETE r
