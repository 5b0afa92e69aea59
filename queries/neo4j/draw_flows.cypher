// Draws rounded numbers of households, or of cases, sent from one loket to another; for a database for analysts.
// takes: rows
// gives:
UNWIND $rows AS r
MATCH (a:Loket {id: r[0]})
MATCH (b:Loket {id: r[1]})
MERGE (a)-[f:FLOW]->(b) SET f.number = r[2], f.unit = r[3]
