// Drops rows of cases that were put away and stand again.
// takes: ids, undone
// gives:
UNWIND $ids AS id
MATCH (w:Was {case: id}) WHERE NOT w.born IN $undone AND all(n IN w.ended WHERE n IN $undone)
DELETE w
