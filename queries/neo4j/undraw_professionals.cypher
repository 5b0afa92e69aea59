// Takes professionals back to what is only named.
// takes: rows
// gives:
UNWIND $rows AS r
MATCH (p:Professional {id: r.id})
SET p = {id: p.id, v_from: p.v_from, v_to: p.v_to}
WITH p
MATCH (p)-[old:WORKS_AT]->()
DELETE old
