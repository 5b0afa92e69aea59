// Some cases.
// takes: ids, v
// gives: rows
UNWIND $ids AS id
MATCH (n:Case {id: id}) WHERE n.v_from <= $v < n.v_to AND n.row IS NOT NULL
RETURN collect(n.row) AS rows
