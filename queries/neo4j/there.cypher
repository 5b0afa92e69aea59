// Which of some cases are there, with a record or only named.
// takes: ids
// gives: id
UNWIND $ids AS id
MATCH (c:Case {id: id}) RETURN c.id AS id
