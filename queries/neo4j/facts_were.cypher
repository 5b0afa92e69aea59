// Every record of the map that stands no longer.
// takes:
// gives: kind, key, body, born, ended
MATCH (f:Was {part: 'records'})
RETURN f.kind AS kind, f.key AS key, f.body AS body, f.born AS born, f.ended AS ended
