// Whether a standing row uses a word.
// takes: text
// gives: used
RETURN EXISTS { MATCH (:Loket {id: $text}) }
    OR EXISTS { MATCH (n:Household) WHERE $text IN [n.area, n.composition] }
    OR EXISTS { MATCH (n:Referral) WHERE $text IN [n.reason, n.from_professional, n.to_professional] } AS used
