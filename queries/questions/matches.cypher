// nl: Welke twee loketten tegelijk hetzelfde gezin helpen, zonder dat verwijzingen of contacten hen verbinden.
// en: Which two lokets help the same household at the same time while neither referrals nor ties connect them.
// definition: 15
// params:
//   source: a source by its name, or 'all'; null takes what adds up
//   window: both were active in the same so many days (days)
//   dead_days: a case without a row for so long went quiet (days)
// columns:
//   household: its pseudonym
//   a, b: ids of the lokets, a first in the alphabet; active is from the start of a visit to its end
//   days_apart: days between the one and the other (days); 0 where both were active at once
//   latest: the last day on which the second of the two began; newest first
:params {source: null, window: 90, dead_days: 56};
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

// A loket is active from the start of a visit to its end; of a case that went quiet, to its last row.
UNWIND range(0, size(visits) - 1) AS k
WITH *, visits[k] AS began,
     CASE WHEN k + 1 < size(visits) THEN visits[k + 1]
          WHEN c.closed IS NOT NULL THEN {at: c.closed, day: 'closed' IN coalesce(c.dates, [])}
          WHEN idle >= $dead_days THEN last
          ELSE {at: end, day: end_day} END AS ended

WITH * WHERE began.at IS NOT NULL AND ended.at IS NOT NULL
OPTIONAL MATCH (c)-[:OF]->(h:Household)
WITH v, coalesce(h.id, 'h-' + substring(c.id, 2)) AS household, collect({loket: began.loket, began: began,
    ended: ended}) AS stays
UNWIND stays AS one
UNWIND stays AS other
WITH v, household, one, other WHERE one.loket < other.loket
WITH *, CASE WHEN one.began.at > other.began.at THEN one ELSE other END AS second, CASE
    WHEN one.began.at > other.began.at THEN other ELSE one END AS first
WITH *, CASE WHEN second.began.at <= first.ended.at THEN 0.0
             WHEN second.began.day AND first.ended.day
                 THEN floor((second.began.at - first.ended.at) / 86400000000.0 + 0.5)
             ELSE (second.began.at - first.ended.at) / 86400000000.0 END AS apart
WHERE apart <= $window
WITH v, household, one.loket AS one, other.loket AS other, min(apart) AS days_apart, max(second.began.at) AS latest
WITH v, one, other, collect({household: household, days_apart: days_apart, latest: latest}) AS found
MATCH (a:Loket {id: one}), (b:Loket {id: other})
WHERE NOT EXISTS { MATCH (a)<-[:FROM]-(r:Referral)-[:TO]->(b) WHERE r.v_from <= v < r.v_to }
    AND NOT EXISTS { MATCH (b)<-[:FROM]-(r:Referral)-[:TO]->(a) WHERE r.v_from <= v < r.v_to }
    AND NOT EXISTS { MATCH (a)<-[:WORKS_AT]-(:Professional)-[t:KNOWS|AGREED]-(:Professional)-[:WORKS_AT]->(b)
                     WHERE t.withdrawn_on IS NULL }
UNWIND found AS match
RETURN match.household AS household, a.id AS a, b.id AS b, match.days_apart AS days_apart,
       date(datetime({epochSeconds: match.latest / 1000000, timezone: 'Europe/Amsterdam'})) AS latest
ORDER BY match.latest DESC, household, a, b;
