// Ends cases: all, or those that one change set made or had ended.
// takes: ids, born, ended, claim
// gives:
UNWIND $ids AS id
MATCH (c:Case {id: id})
WHERE c.row IS NOT NULL AND ($born IS NULL OR c.born = $born) AND ($ended IS NULL OR $ended IN c.ended)
MATCH (c)-[of:OF]->(h:Household)
CREATE (:Was {part: 'cases', id: c.id, case: c.id, household: h.id, row: c.row, born: c.born,
              ended: coalesce(c.ended, []) + $claim})
DELETE of
SET c = {id: c.id, v_from: c.v_from, v_to: c.v_to}
WITH c
MATCH (c)-[entered:ENTERED]->()
DELETE entered
