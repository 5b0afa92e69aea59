// Takes terms back.
// takes: rows
// gives:
UNWIND $rows AS r MATCH (n:Term {id: r.id}) DETACH DELETE n
