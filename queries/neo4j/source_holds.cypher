// Whether anything of a source stands.
// takes: name, kind, v, number
// gives: holds
RETURN EXISTS { MATCH (c:Case {source: $name}) WHERE c.kind = $kind AND c.v_from <= $v < c.v_to }
    OR EXISTS { MATCH (r:Referral {source: $name}) WHERE $kind = 'tables' AND r.v_from <= $v < r.v_to }
    OR EXISTS { MATCH (s:ChangeSet {source: $number}), (f:Fact {born: s.number}) }
    OR EXISTS { MATCH (s:ChangeSet {source: $number}), (h:Household {born: s.number}) WHERE h.v_from <= $v < h.v_to }
    AS holds
