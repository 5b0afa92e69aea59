// Adds households.
// takes: rows, number
// gives:
UNWIND $rows AS r
MERGE (h:Household {id: r[0]}) ON CREATE SET h.v_from = $number, h.v_to = 9223372036854775807
SET h.area = r[1], h.composition = r[2], h.row = r[3], h.born = r[4], h.ended = r[5]
