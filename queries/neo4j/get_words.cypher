// The dictionary, in the order of its keys.
// takes:
// gives: keys, texts
MATCH (w:Word) WITH w ORDER BY w.key RETURN collect(w.key) AS keys, collect(w.text) AS texts
