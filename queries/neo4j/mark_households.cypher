// Says of households until which version they stand; those of another stay as they are.
// takes: ids, was, now
// gives:
UNWIND $ids AS id
MATCH (h:Household {id: id}) WHERE h.v_to = $was SET h.v_to = $now
