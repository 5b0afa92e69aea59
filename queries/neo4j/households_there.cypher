// Which of some households are there, with a record or only named.
// takes: ids
// gives: id
UNWIND $ids AS id
MATCH (h:Household {id: id}) RETURN h.id AS id
