// The rows of one part that stand no longer.
// takes: part
// gives: rows
MATCH (w:Was {part: $part})
WITH collect(w.row) AS every
UNWIND range(0, size(every) - 1, 2000) AS i
RETURN every[i..i + 2000] AS rows
