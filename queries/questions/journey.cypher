// nl: De reis van een hulpvraag: bij welke loketten, hoe lang, hoeveel daarvan wachten, en hoe het verder ging.
// en: The journey of one case: at which lokets, how long, how much of that was waiting, and what came of it.
// definition: 8
// params:
//   source: a source by its name, or 'all'; null takes what adds up
//   case: pseudonym of the case, as c-000bqg024jsn2
// columns:
//   visit: 1, 2, ... in order
//   loket: its id
//   name: what people call it
//   start: when it began, in Amsterdam; a date where only the day is known
//   days: from its start to the next visit, the closing, or the data end (days)
//   waiting: the part of it before the first pick-up (days); null where that is not known
//   helping: the part of it after the first pick-up (days); null where that is not known
//   picked_up: whether somebody picked it up
//   refused: whether a referral to it was refused
//   returned: whether the case was there by a return after a refusal
//   open: whether the visit still went on at the data end
//   reasons: reasons of refusal of its referrals (list)
:params {source: null, case: null};
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
MATCH (c:Case {id: $case}) WHERE c.v_from <= v < c.v_to
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

UNWIND range(0, size(visits) - 1) AS k
WITH *, visits[k] AS visit,
     CASE WHEN k + 1 < size(visits) THEN visits[k + 1]
          WHEN c.closed IS NOT NULL THEN {at: c.closed, day: 'closed' IN coalesce(c.dates, [])}
          ELSE {at: end, day: end_day} END AS until,
     [i IN range(begins[k] - 1, coalesce(begins[k + 1], size(rows) + 1) - 2) WHERE i >= 0 AND (NOT rows[i].back
         OR i IN returns) | rows[i]] AS during
// The moments of pick-up: an entry and a return are picked up at once.
WITH *, CASE WHEN begins[k] = 0 AND visit.at IS NOT NULL THEN [visit] ELSE [] END
    + [row IN during WHERE row.back | row]
    + [row IN during WHERE NOT row.back AND row.r.picked_up IS NOT NULL | {at: row.r.picked_up,
        day: 'picked_up' IN coalesce(row.r.dates, [])}]
    AS picks
WITH *, reduce(least = null, pick IN picks | CASE
        WHEN least IS NULL OR pick.at < least.at OR (pick.at = least.at AND pick.day) THEN pick ELSE least END) AS pick,
    begins[k] = 0 OR size(picks) > 0 OR any(row IN during WHERE NOT row.back AND coalesce(row.r.status = 'accepted',
        false)) AS picked
WITH *, CASE WHEN visit.day AND until.day THEN floor((until.at - visit.at) / 86400000000.0 + 0.5)
             ELSE (until.at - visit.at) / 86400000000.0 END AS days,
        CASE WHEN visit.day AND pick.day THEN floor((pick.at - visit.at) / 86400000000.0 + 0.5)
             ELSE (pick.at - visit.at) / 86400000000.0 END AS wait
WITH *, CASE
    WHEN c.kind = 'log' OR days IS NULL OR (picked AND wait IS NULL) THEN null
    WHEN NOT picked THEN days
    WHEN wait < 0 OR days < 0 THEN 0.0
    WHEN wait > days THEN days
    ELSE wait END AS waiting
OPTIONAL MATCH (l:Loket {id: visit.loket})
WITH *, CASE WHEN visit.at IS NOT NULL THEN datetime({
    epochSeconds: visit.at / 1000000, nanosecond: visit.at % 1000000 * 1000, timezone: 'Europe/Amsterdam'
}) END AS began
RETURN k + 1 AS visit, visit.loket AS loket, l.name AS name,
       CASE WHEN visit.day THEN date(began) ELSE began END AS start,
       days, waiting, days - waiting AS helping, picked AS picked_up,
       any(row IN during WHERE NOT row.back AND coalesce(row.r.status = 'refused', false)) AS refused,
       k > 0 AND coalesce(during[-1].back, false) AS returned,
       k + 1 = size(visits) AND c.closed IS NULL AS open,
       [row IN during WHERE NOT row.back AND row.r.reason IS NOT NULL | row.r.reason] AS reasons
ORDER BY visit;
