// Which of some households any row names.
// takes: ids
// gives: id
UNWIND $ids AS id
WITH id
WHERE EXISTS { MATCH (h:Household {id: id}) } OR EXISTS { MATCH (:Was {part: 'households', id: id}) }
    OR EXISTS { MATCH (w:Was {part: 'cases'}) WHERE w.household = id }
RETURN id
