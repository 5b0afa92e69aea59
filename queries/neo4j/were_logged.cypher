// Which of some cases carry what a log said.
// takes: ids
// gives: id
UNWIND $ids AS id
MATCH (c:Case {id: id}) WHERE c.logged IS NOT NULL RETURN c.id AS id
