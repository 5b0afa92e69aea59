// Puts cases that went at a version away, with all their rows.
// takes: ids, number
// gives:
UNWIND $ids AS id
MATCH (c:Case {id: id}) WHERE c.v_to = $number
CALL (c) {
    MATCH (c)<-[:IN]-(n:Referral) WHERE n.row IS NOT NULL
    CREATE (:Was {part: 'referrals', id: n.id, case: c.id, from_professional: n.from_professional,
                  to_professional: n.to_professional, row: n.row, born: n.born, ended: coalesce(n.ended, [])})
}
CALL (c) { MATCH (c)<-[:IN]-(n:Referral) DETACH DELETE n }
CALL (c) {
    MATCH (g:Log {case: c.id})
    CREATE (:Was {part: 'events', id: g.case, case: g.case, row: g.row, born: g.born, ended: coalesce(g.ended, [])})
    DELETE g
}
CALL (c) {
    MATCH (c)-[:OF]->(h:Household) WHERE c.row IS NOT NULL
    CREATE (:Was {part: 'cases', id: c.id, case: c.id, household: h.id, row: c.row, born: c.born,
                  ended: coalesce(c.ended, [])})
}
DETACH DELETE c
