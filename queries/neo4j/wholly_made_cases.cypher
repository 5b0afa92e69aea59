// Which of some cases have no row but those of one change set, and get none back without it.
// takes: ids, root
// gives: id
UNWIND $ids AS id
MATCH (c:Case {id: id})
WHERE (c.row IS NULL OR c.born = $root)
    AND NOT EXISTS { MATCH (c)<-[:IN]-(n:Referral) WHERE n.row IS NOT NULL AND n.born <> $root }
    AND NOT EXISTS { MATCH (g:Log {case: c.id}) WHERE g.born <> $root }
    AND NOT EXISTS { MATCH (w:Was {case: c.id}) WHERE $root IN w.ended }
RETURN id
