// Ends records of the map.
// takes: rows, claim
// gives:
UNWIND $rows AS r
MATCH (f:Fact {kind: r[0], key: r[1]})
CREATE (:Was {part: 'records', id: f.kind + ' ' + f.key, kind: f.kind, key: f.key, body: f.body, born: f.born,
              ended: coalesce(f.ended, []) + $claim})
DELETE f
