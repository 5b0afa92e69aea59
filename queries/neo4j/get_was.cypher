// The rows that stand no longer and that one change set made or ended.
// takes: root
// gives: part, id, kind, key, body, row, born, ended
MATCH (w:Was) WHERE w.born = $root OR $root IN w.ended
RETURN w.part AS part, w.id AS id, w.kind AS kind, w.key AS key, w.body AS body, w.row AS row,
       w.born AS born, w.ended AS ended
