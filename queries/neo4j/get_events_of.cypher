// The rows of some cases in the event logs.
// takes: ids, v
// gives: rows
UNWIND $ids AS id
MATCH (n:Log {case: id}) WHERE n.v_from <= $v < n.v_to
RETURN collect(n.row) AS rows
