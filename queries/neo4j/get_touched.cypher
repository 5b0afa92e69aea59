// The cases that some change sets touched.
// takes: changes
// gives: change, cases
MATCH (t:Touched) WHERE t.change IN $changes RETURN t.change AS change, t.cases AS cases
