// Takes back who directs the help of which household.
// takes: rows
// gives:
UNWIND $rows AS r MATCH (:Household {id: r.household})-[d:DIRECTED_BY {id: r.id}]->() DELETE d
