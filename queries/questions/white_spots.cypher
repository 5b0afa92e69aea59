// nl: Voor welk leefgebied in welke wijk wel hulpvragen zijn, maar geen loket; en van welke loketten de gegevens oud
// nl: zijn.
// en: For which domain in which area there are cases but no loket; and of which lokets the facts are old.
// definition: 16
// params:
//   source: a source by its name, or 'all'; null takes what adds up
//   by_target_group: also look at the target groups of the first loket (true or false)
//   stale_months: facts last checked longer ago are old (months)
// columns:
//   kind: white_spot or stale
//   domain, area, target_group: of a white spot, target_group is null where it is not looked at
//   cases: of a white spot, cases with that domain of households in that area (number); most first
//   households: of a white spot, their households (number)
//   loket: of a stale loket, its id
//   checked_on: of a stale loket, the day of the last check; null where it was never checked
:params {source: null, by_target_group: false, stale_months: 12};
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
WITH *, CASE WHEN end IS NOT NULL
        THEN date(datetime({epochSeconds: end / 1000000, timezone: 'Europe/Amsterdam'})) END AS today

CALL (v, today) {
    MATCH (c:Case) WHERE c.v_from <= v < c.v_to AND coalesce($source, 'all') IN ['all', c.source]
    MATCH (c)-[:OF]->(h:Household) WHERE h.area IS NOT NULL
    OPTIONAL MATCH (c)-[:ENTERED]->(entry:Loket)
    UNWIND c.domains AS domain
    UNWIND CASE WHEN $by_target_group THEN coalesce(entry.target_groups, []) ELSE [null] END AS target
    WITH domain, h.area AS area, target, count(DISTINCT c) AS cases, count(DISTINCT h) AS households
    WHERE NOT EXISTS {
        MATCH (l:Loket) WHERE domain IN l.domains AND area IN l.areas AND (target IS NULL OR target IN l.target_groups)
    }
    RETURN 'white_spot' AS kind, domain, area, target AS target_group, cases, households, null AS loket,
        null AS checked_on
    UNION ALL
    // Lokets with a record, and those that cases come to; one that only a professional or plan names has no facts to
    // check.
    MATCH (l:Loket) WHERE (l.checked_on IS NULL OR l.checked_on < today - duration({months: $stale_months})) AND (
        coalesce(l.known, false) OR EXISTS { MATCH (l)<-[:ENTERED]-(c:Case) WHERE c.v_from <= v < c.v_to }
        OR EXISTS { MATCH (l)<-[:FROM|TO]-(r:Referral) WHERE r.v_from <= v < r.v_to AND EXISTS { (r)-[:TO]->() } }
    )
    RETURN 'stale' AS kind, null AS domain, null AS area, null AS target_group, null AS cases, null AS households,
           l.id AS loket, l.checked_on AS checked_on
}
RETURN kind, domain, area, target_group, cases, households, loket, checked_on
ORDER BY kind DESC, cases DESC, domain, area, target_group, checked_on, loket;
