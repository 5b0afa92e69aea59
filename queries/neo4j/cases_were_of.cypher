// The cases that some households had once.
// takes: ids
// gives: id
UNWIND $ids AS id
MATCH (w:Was {part: 'cases'}) WHERE w.household = id RETURN DISTINCT w.id AS id
