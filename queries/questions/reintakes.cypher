// nl: Welke gezinnen binnen 180 dagen na het einde van een hulpvraag opnieuw moesten beginnen.
// en: Which households had to start again within 180 days after a case had ended.
// definition: 7
// params:
//   source: a source by its name, or 'all'; null takes what adds up
//   reintake_days: a new case counts when it opens so long after the closing (days)
// columns:
//   case, next_case: pseudonyms of the case that was closed and of the one that was opened
//   days: from the closing to the opening (days); most first
//   from: id of the last loket of the closed case
//   to: id of the first loket of the next one
:params {source: null, reintake_days: 180};
MATCH (m:Meta) WITH m.version AS v
// Figures of a log add up with nothing: where there are more sources, nothing is found until one is named.
WHERE $source IS NOT NULL OR NOT EXISTS {
    MATCH (log:Source {kind: 'log'}), (other:Source) WHERE log <> other
    AND EXISTS { MATCH (c:Case {source: log.name}) WHERE c.v_from <= v < c.v_to }
    AND EXISTS { MATCH (c:Case {source: other.name}) WHERE c.v_from <= v < c.v_to }
}
MATCH (c:Case) WHERE c.v_from <= v < c.v_to AND coalesce($source, 'all') IN ['all', c.source]
// R, the responsibility sequence: the entry, each sending, and each return after a refusal, in order.
OPTIONAL MATCH (c)-[:ENTERED]->(entry:Loket)
CALL (v, c) {
    MATCH (c)<-[:IN]-(r:Referral)-[:TO]->(to:Loket) WHERE r.v_from <= v < r.v_to
    OPTIONAL MATCH (r)-[:FROM]->(from:Loket)
    UNWIND CASE r.status WHEN 'refused' THEN [false, true] ELSE [false] END AS back
    WITH r, to.id AS to, from.id AS from, back, back AND coalesce(r.status_at > r.sent, false) AS answered
    WITH *, CASE WHEN answered THEN r.status_at ELSE r.sent END AS at
    ORDER BY at, coalesce(r.seq, -9223372036854775808), r.position, back
    RETURN collect({
        r: r, from: from, to: to, back: back, at: at,
        day: CASE WHEN answered THEN 'status_at' ELSE 'sent' END IN coalesce(r.dates, [])
    }) AS rows
}
// Where the case stands before the first row, and after each row: stand[i + 1] is after rows[i].
WITH *, reduce(stand = [coalesce(entry.id, rows[0].from)], row IN rows | stand + coalesce(
    CASE
        WHEN NOT row.back THEN row.to
        WHEN row.to = stand[-1]
        THEN coalesce(row.from, head([i IN range(0, size(stand) - 2) WHERE rows[i].r = row.r | stand[i]]))
    END,
    stand[-1]
)) AS stand
// A visit begins where the case stands elsewhere than before.
WITH *, [i IN range(0, size(rows))
         WHERE stand[i] IS NOT NULL AND (i = 0 OR coalesce(stand[i] <> stand[i - 1], true))] AS begins
WITH *, [i IN begins | CASE
    WHEN i > 0 THEN {loket: stand[i], at: rows[i - 1].at, day: rows[i - 1].day}
    WHEN c.opened IS NULL THEN {loket: stand[0], at: rows[0].at, day: rows[0].day}
    ELSE {loket: stand[0], at: c.opened, day: 'opened' IN coalesce(c.dates, [])}
END] AS visits

MATCH (c)-[:OF]->(h:Household)
// Without a name for the household, the case's own key stands in its place.
WHERE size(visits) > 0 AND substring(h.id, 2) <> substring(c.id, 2)
WITH h, collect({
    case: c.id, first: visits[0].loket, last: visits[-1].loket, closed: c.closed,
        closed_day: 'closed' IN coalesce(c.dates, []),
    outcome: c.outcome, opened: visits[0].at, opened_day: visits[0].day
}) AS cases
UNWIND cases AS next
CALL (cases, next) {
    UNWIND cases AS old
    WITH old, next WHERE old.case <> next.case AND old.closed <= next.opened
    RETURN old ORDER BY old.closed DESC, old.case DESC LIMIT 1
}
WITH old, next, CASE WHEN old.closed_day AND next.opened_day
    THEN floor((next.opened - old.closed) / 86400000000.0 + 0.5)
        ELSE (next.opened - old.closed) / 86400000000.0 END AS days
WHERE coalesce(old.outcome <> 'moved', true) AND days <= $reintake_days
RETURN old.case AS case, next.case AS next_case, days, old.last AS from, next.first AS to
ORDER BY days DESC, case, next_case;
