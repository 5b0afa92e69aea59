// Which of some cases are there, with a record or only named.
// takes: ids, v
// gives: id
UNWIND $ids AS id
MATCH (c:Case {id: id}) WHERE c.v_from <= $v RETURN c.id AS id
