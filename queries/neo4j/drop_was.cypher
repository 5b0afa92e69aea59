// Drops rows that stand again.
// takes: rows
// gives:
UNWIND $rows AS r
MATCH (w:Was {part: r[0], id: r[1]}) WHERE w.born = r[2]
DELETE w
