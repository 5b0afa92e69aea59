// nl: Welk deel van de beantwoorde verwijzingen een loket weigert, waarom, en hoe vaak het stilzwijgend terugstuurt.
// en: Which share of the answered referrals a loket refuses, why, and how often it sends back without a word.
// definition: 5
// params:
//   source: a source by its name, or 'all'; null takes what adds up
// columns:
//   loket: id of the receiver
//   refused: referrals that it refused (number); most first
//   decided: referrals that it accepted or refused (number)
//   rate: refused / decided (0 to 1); null where nothing is decided
//   implicit: bounces whose middle visit, at this loket, was never picked up and not refused (number)
//   reasons: list of {reason, refused}: each reason (null where none is recorded) and how often (number)
:params {source: null};
MATCH (m:Meta) WITH m.version AS v
// Figures of a log add up with nothing: where there are more sources, nothing is found until one is named.
WHERE $source IS NOT NULL OR NOT EXISTS {
    MATCH (log:Source {kind: 'log'}), (other:Source) WHERE log <> other
    AND EXISTS { MATCH (c:Case {source: log.name}) WHERE c.v_from <= v < c.v_to }
    AND EXISTS { MATCH (c:Case {source: other.name}) WHERE c.v_from <= v < c.v_to }
}

CALL (v) {
    MATCH (to:Loket)<-[:TO]-(r:Referral {origin: 'recorded'})-[:IN]->(c:Case)
    WHERE r.v_from <= v < r.v_to AND r.status IN ['accepted', 'refused'] AND coalesce($source, 'all') IN ['all',
        c.source]
    WITH to.id AS loket, r.status AS status, r.reason AS reason, count(*) AS n ORDER BY n DESC, reason
    RETURN loket, sum(CASE status WHEN 'refused' THEN n ELSE 0 END) AS refused, sum(n) AS decided,
           collect(CASE status WHEN 'refused' THEN {reason: reason, refused: n} END) AS reasons, 0 AS implicit
    UNION ALL
    WITH v
    MATCH (c:Case) WHERE c.v_from <= v < c.v_to AND coalesce($source, 'all') IN ['all', c.source]
        AND coalesce(c.kind <> 'log', true)
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

    UNWIND range(0, size(visits) - 3) AS k
    WITH * WHERE visits[k].loket = visits[k + 2].loket
    WITH *, [i IN range(begins[k + 1] - 1, begins[k + 2] - 2) WHERE NOT rows[i].back OR i IN returns
        | rows[i]] AS during
    WHERE none(row IN during WHERE row.back OR row.r.picked_up IS NOT NULL OR coalesce(row.r.status IN ['accepted',
        'refused'], false))
    RETURN visits[k + 1].loket AS loket, 0 AS refused, 0 AS decided, [] AS reasons, count(*) AS implicit
}
WITH loket, sum(refused) AS refused, sum(decided) AS decided, sum(implicit) AS implicit, collect(reasons) AS lists
RETURN loket, refused, decided, CASE WHEN decided > 0 THEN refused * 1.0 / decided END AS rate, implicit,
       reduce(every = [], list IN lists | every + list) AS reasons
ORDER BY refused DESC, implicit DESC, loket;
