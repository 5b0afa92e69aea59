// Takes organisations back to what is only named.
// takes: rows
// gives:
UNWIND $rows AS r
MATCH (o:Organisation {id: r.id})
SET o = {id: o.id, v_from: o.v_from, v_to: o.v_to}
WITH o
MATCH (o)-[old:PART_OF]->()
DELETE old
