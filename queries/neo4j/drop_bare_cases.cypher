// Drops cases that nothing names any more.
// takes: cases
// gives:
UNWIND $cases AS id
MATCH (c:Case {id: id})
WHERE c.row IS NULL AND NOT EXISTS { (c)<-[:IN]-() } AND NOT EXISTS { MATCH (:Log {case: c.id}) }
DETACH DELETE c
