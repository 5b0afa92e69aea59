// Writes over what one version of a record of the map says.
// takes: kind, key, born, body
// gives:
MATCH (f:Fact|Was {kind: $kind, key: $key}) WHERE f.born = $born SET f.body = $body
