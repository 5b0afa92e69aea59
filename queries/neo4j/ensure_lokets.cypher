// Keeps lokets that are only named.
// takes: ids, number
// gives:
UNWIND $ids AS id
MERGE (l:Loket {id: id}) ON CREATE SET l.v_from = $number, l.v_to = 9223372036854775807
