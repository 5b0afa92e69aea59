// Takes back who has a tie with whom.
// takes: rows
// gives:
UNWIND $rows AS r
MATCH (:Professional {id: r.from})-[t:KNOWS|AGREED {id: r.id}]->()
DELETE t
