// Erases one version of a record of the map.
// takes: kind, key, born
// gives:
MATCH (f:Fact|Was {kind: $kind, key: $key}) WHERE f.born = $born DELETE f
