// The records of the map, each with the change set that made it and those that ended it.
// takes:
// gives: kind, key, body, born, ended
MATCH (f:Fact) RETURN f.kind AS kind, f.key AS key, f.body AS body, f.born AS born, f.ended AS ended ORDER BY kind, key
