// Some households.
// takes: ids, v
// gives: rows
UNWIND $ids AS id
MATCH (n:Household {id: id}) WHERE n.v_from <= $v < n.v_to AND n.row IS NOT NULL
RETURN collect(n.row) AS rows
