// Every row of the cases, many together.
// takes: v
// gives: rows
MATCH (n:Case) WHERE n.v_from <= $v < n.v_to AND n.row IS NOT NULL
WITH collect(n.row) AS every
UNWIND range(0, size(every) - 1, 2000) AS i
RETURN every[i..i + 2000] AS rows
