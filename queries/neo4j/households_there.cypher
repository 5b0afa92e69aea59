// Which of some households are there, with a record or only named.
// takes: ids, v
// gives: id
UNWIND $ids AS id
MATCH (h:Household {id: id}) WHERE h.v_from <= $v RETURN h.id AS id
