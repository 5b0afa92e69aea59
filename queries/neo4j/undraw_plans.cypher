// Takes plans back.
// takes: rows
// gives:
UNWIND $rows AS r MATCH (p:Plan {id: r.id}) DETACH DELETE p
