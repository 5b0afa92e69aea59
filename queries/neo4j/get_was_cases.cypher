// The rows of some cases that stand no longer, made or ended by one change set.
// takes: ids, root
// gives: part, id, kind, key, body, row, born, ended
UNWIND $ids AS id
MATCH (w:Was {case: id}) WHERE w.born = $root OR $root IN w.ended
RETURN w.part AS part, w.id AS id, w.kind AS kind, w.key AS key, w.body AS body, w.row AS row,
       w.born AS born, w.ended AS ended
