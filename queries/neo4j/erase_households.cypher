// Erases every version of some households, with the plans for them.
// takes: ids
// gives: rows
UNWIND $ids AS id
OPTIONAL MATCH (h:Household {id: id})
OPTIONAL MATCH (w:Was {part: 'households', id: id})
WITH h, h.row IS NOT NULL AS stood, collect(w) AS were
FOREACH (w IN were | DELETE w)
DETACH DELETE h
RETURN sum(size(were) + CASE WHEN stood THEN 1 ELSE 0 END) AS rows
