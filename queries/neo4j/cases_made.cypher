// Which of some cases have a record that one change set made.
// takes: cases, root
// gives: id
UNWIND $cases AS id
MATCH (c:Case {id: id}) WHERE c.born = $root
RETURN id
UNION
UNWIND $cases AS id
MATCH (w:Was {part: 'cases', id: id}) WHERE w.born = $root
RETURN id
