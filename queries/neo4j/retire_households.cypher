// Ends households: all, or those that one change set made or had ended.
// takes: ids, born, ended, claim
// gives:
UNWIND $ids AS id
MATCH (h:Household {id: id})
WHERE h.row IS NOT NULL AND ($born IS NULL OR h.born = $born) AND ($ended IS NULL OR $ended IN h.ended)
CREATE (:Was {part: 'households', id: h.id, row: h.row, born: h.born, ended: coalesce(h.ended, []) + $claim})
SET h = {id: h.id, v_from: h.v_from, v_to: h.v_to}
