// Takes decisions back.
// takes: rows
// gives:
UNWIND $rows AS r MATCH (n:Decision {id: r.id}) DETACH DELETE n
