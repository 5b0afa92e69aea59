// nl: Hoe vaak hulpvragen van het ene loket naar het andere gaan, en welk deel meteen terugkomt.
// en: How often cases go from one loket to another, and which share comes straight back.
// definition: 1 and 2
// params:
//   source: a source by its name, or 'all'; null takes what adds up
//   dead_days: without a row for so long the next step of a hop is known: there is none (days)
// columns:
//   from, to: ids of the lokets
//   hops: steps from one visit to the next (number); most first
//   known: hops of which the next step is known (number)
//   bounces: hops after which the case went straight back (number)
//   rate: bounces / known (0 to 1); null where nothing is known
:params {source: null, dead_days: 56};
MATCH (m:Meta) WITH m.version AS v
// Figures of a log add up with nothing: where there are more sources, nothing is found until one is named.
WHERE $source IS NOT NULL OR NOT EXISTS {
    MATCH (log:Source {kind: 'log'}), (other:Source) WHERE log <> other
    AND EXISTS { MATCH (c:Case {source: log.name}) WHERE c.v_from <= v < c.v_to }
    AND EXISTS { MATCH (c:Case {source: other.name}) WHERE c.v_from <= v < c.v_to }
}
// The data end: the last instant in the register, and whether only its day is known.
CALL (v) {
    MATCH (c:Case) WHERE c.v_from <= v < c.v_to AND coalesce($source, 'all') IN ['all', c.source]
    UNWIND ['opened', 'closed', 'logged'] AS name
    RETURN max(2 * c[name] + CASE WHEN name IN coalesce(c.dates, []) THEN 0 ELSE 1 END) AS last
    UNION ALL
    MATCH (r:Referral)-[:IN]->(c:Case) WHERE r.v_from <= v < r.v_to AND coalesce($source, 'all') IN ['all', c.source]
    WITH r, EXISTS { (r)-[:TO]->() } AS sent
    UNWIND CASE WHEN sent THEN ['sent', 'picked_up', 'status_at', 'feedback'] ELSE ['sent'] END AS name
    RETURN max(2 * r[name] + CASE WHEN name IN coalesce(r.dates, []) THEN 0 ELSE 1 END) AS last
}
WITH v, max(last) AS last
WITH v, last / 2 AS end, last % 2 = 0 AS end_day
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
// The returns after which the case stood elsewhere or was taken back: it still stood at the refusing loket.
WITH *, [i IN range(0, size(rows) - 1) WHERE rows[i].back AND rows[i].to = stand[i] AND (
    rows[i].from IS NOT NULL OR any(j IN range(0, i - 1) WHERE rows[j].r = rows[i].r AND stand[j] IS NOT NULL)
)] AS returns
// The last row of the case, also when it has no loket or changes nothing; and the days from there to the data end.
WITH *, reduce(last = null, row IN
    CASE WHEN stand[0] IS NULL THEN [] ELSE [visits[0]] END
    + [i IN range(0, size(rows) - 1) WHERE NOT rows[i].back OR i IN returns | rows[i]]
    + [(c)<-[:IN]-(q:Referral) WHERE q.v_from <= v < q.v_to AND NOT (q)-[:TO]->() |
       {at: q.sent, day: 'sent' IN coalesce(q.dates, [])}]
    + [{at: c.logged, day: 'logged' IN coalesce(c.dates, [])}]
    | CASE WHEN row.at IS NOT NULL AND (last IS NULL OR row.at > last.at)
           THEN {at: row.at, day: row.day} ELSE last END
) AS last
WITH *, CASE WHEN last.day AND end_day THEN floor((end - last.at) / 86400000000.0 + 0.5)
        ELSE (end - last.at) / 86400000000.0 END AS idle

UNWIND range(1, size(visits) - 1) AS i
WITH visits[i - 1].loket AS from, visits[i].loket AS to, coalesce(visits[i + 1].loket = visits[i - 1].loket,
    false) AS bounced,
     i < size(visits) - 1 OR c.closed IS NOT NULL OR c.outcome IS NOT NULL OR coalesce(idle >= $dead_days,
         false) AS settled
WITH from, to, count(*) AS hops, sum(CASE WHEN settled THEN 1 ELSE 0 END) AS known,
     sum(CASE WHEN bounced THEN 1 ELSE 0 END) AS bounces
RETURN from, to, hops, known, bounces, CASE WHEN known > 0 THEN bounces * 1.0 / known END AS rate
ORDER BY hops DESC, from, to;
