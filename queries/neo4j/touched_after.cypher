// The cases that the change sets after one touched.
// takes: since
// gives: change, cases
MATCH (t:Touched) WHERE t.change > $since RETURN t.change AS change, t.cases AS cases
