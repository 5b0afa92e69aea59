// The records of the map that stand, the bodies of each kind together, in the order of their keys.
// takes:
// gives: kind, bodies
MATCH (f:Fact)
WITH f.kind AS kind, f.key AS key, f.body AS body ORDER BY kind, key
RETURN kind, collect(body) AS bodies ORDER BY kind
