// The cases of some households.
// takes: ids
// gives: id
UNWIND $ids AS id
MATCH (:Household {id: id})<-[:OF]-(c:Case) RETURN c.id AS id
