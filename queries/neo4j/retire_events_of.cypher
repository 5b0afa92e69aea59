// Ends the rows of some cases in the event logs: all, or those that one change set made or had ended.
// takes: cases, born, ended, claim
// gives:
UNWIND $cases AS id
MATCH (g:Log {case: id})
WHERE ($born IS NULL OR g.born = $born) AND ($ended IS NULL OR $ended IN g.ended)
CREATE (:Was {part: 'events', id: g.case, case: g.case, row: g.row, born: g.born, ended: coalesce(g.ended, []) + $claim})
DELETE g
