// Takes lokets back to what is only named.
// takes: rows
// gives:
UNWIND $rows AS r
MATCH (l:Loket {id: r.id})
SET l = {id: l.id, v_from: l.v_from, v_to: l.v_to}
WITH l
MATCH (l)-[old:PART_OF]->()
DELETE old
