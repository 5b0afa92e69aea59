// Which of some households were made by one change set, get no row back without it, and have only cases that go too.
// takes: ids, root, number
// gives: id
UNWIND $ids AS id
MATCH (h:Household {id: id})
WHERE h.born = $root
    AND NOT EXISTS { MATCH (h)--(n) WHERE NOT n:Case OR n.v_to <> $number }
    AND NOT EXISTS { MATCH (w:Was {part: 'households', id: h.id}) WHERE $root IN w.ended }
RETURN id
