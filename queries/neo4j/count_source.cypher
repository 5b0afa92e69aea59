// Cases of a source, and the rows that stand of what it delivered: of our own tables, and of a log those with a loket.
// takes: number, name, kind, v
// gives: cases, rows, events
CALL () { MATCH (s:ChangeSet {source: $number}) RETURN collect(s.number) AS mine }
CALL () {
    MATCH (c:Case {source: $name}) WHERE c.kind = $kind AND c.v_from <= $v < c.v_to AND c.row IS NOT NULL
    RETURN count(c) AS cases
}
CALL () {
    MATCH (r:Referral) WHERE r.source = $name AND $kind = 'tables' AND r.v_from <= $v < r.v_to
        AND EXISTS { (r)-[:TO]->() }
    RETURN count(r) AS sent
}
CALL (mine) { MATCH (h:Household) WHERE h.born IN mine AND h.v_from <= $v < h.v_to RETURN count(h) AS homes }
CALL (mine) { MATCH (f:Fact) WHERE f.born IN mine RETURN count(f) AS facts }
CALL (mine) { MATCH (g:Log) WHERE g.born IN mine AND g.v_from <= $v < g.v_to RETURN sum(g.counted) AS events }
RETURN cases, cases + sent + homes + facts AS rows, events
