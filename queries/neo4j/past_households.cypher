// Every standing row of the households, with who made it and who ended it and was undone.
// takes: v
// gives: row, born, ended
MATCH (n:Household) WHERE n.v_from <= $v < n.v_to AND n.row IS NOT NULL
RETURN n.row AS row, n.born AS born, n.ended AS ended
