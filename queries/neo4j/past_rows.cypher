// The rows of one part that stand no longer, with who made and who ended them.
// takes: part
// gives: row, born, ended
MATCH (n:Was {part: $part}) RETURN n.row AS row, n.born AS born, n.ended AS ended
