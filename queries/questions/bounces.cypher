// nl: Tussen welke loketten een hulpvraag heen en weer gaat, hoe vaak, en hoeveel dagen dat kost.
// en: Between which lokets a case goes back and forth, how often, and how many days that takes.
// definition: 2
// params:
//   source: a source by its name, or 'all'; null takes what adds up
// columns:
//   a, b: ids of the two lokets, a first in the alphabet
//   bounces: times that a case went to the other one and straight back, overlapping ones too (number); most first
//   cases: in how many cases (number)
//   days_lost: from being sent to the middle loket to being back (days)
:params {source: null};
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

UNWIND range(0, size(visits) - 3) AS i
WITH c.id AS id, visits[i] AS first, visits[i + 1] AS middle, visits[i + 2] AS last
WHERE first.loket = last.loket
WITH id, CASE WHEN first.loket < middle.loket THEN first.loket ELSE middle.loket END AS a,
     CASE WHEN first.loket < middle.loket THEN middle.loket ELSE first.loket END AS b,
     CASE WHEN middle.day AND last.day THEN floor((last.at - middle.at) / 86400000000.0 + 0.5)
        ELSE (last.at - middle.at) / 86400000000.0 END AS days
RETURN a, b, count(*) AS bounces, count(DISTINCT id) AS cases, sum(days) AS days_lost
ORDER BY bounces DESC, a, b;
