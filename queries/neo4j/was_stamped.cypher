// The rows of the register that stand no longer and that one change set made or ended, without what they say.
// takes: root
// gives: part, id, case, born, ended
MATCH (w:Was) WHERE (w.born = $root OR $root IN w.ended) AND w.part <> 'records'
RETURN w.part AS part, w.id AS id, w.case AS case, w.born AS born, w.ended AS ended
