// Which of some cases are named by rows and have no record, standing or not.
// takes: ids
// gives: id
UNWIND $ids AS id
WITH id
WHERE NOT EXISTS { MATCH (c:Case {id: id}) WHERE c.row IS NOT NULL } AND NOT EXISTS { MATCH (:Was {part: 'cases', id: id}) }
    AND (EXISTS { MATCH (:Case {id: id}) } OR EXISTS { MATCH (:Was {case: id}) })
RETURN id
