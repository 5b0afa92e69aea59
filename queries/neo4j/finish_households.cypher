// Puts households that went at a version away.
// takes: ids, number
// gives:
UNWIND $ids AS id
MATCH (h:Household {id: id}) WHERE h.v_to = $number
CREATE (:Was {part: 'households', id: h.id, row: h.row, born: h.born, ended: coalesce(h.ended, [])})
DETACH DELETE h
