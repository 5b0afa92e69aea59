// Writes over which cases a change set touched.
// takes: rows
// gives:
MATCH (t:Touched) DELETE t
WITH count(*) AS gone
UNWIND $rows AS r
CREATE (:Touched {change: r[0], cases: r[1]})
