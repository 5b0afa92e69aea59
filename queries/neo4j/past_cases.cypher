// Every standing row of the cases, with who made it and who ended it and was undone.
// takes: v
// gives: row, born, ended
MATCH (n:Case) WHERE n.v_from <= $v < n.v_to AND n.row IS NOT NULL
RETURN n.row AS row, n.born AS born, n.ended AS ended
