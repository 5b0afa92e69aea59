// nl: Welk deel van de verwijzingen een loket na 14 dagen nog niet heeft opgepakt of geweigerd.
// en: Which share of the referrals a loket has neither picked up nor refused after 14 days.
// definition: 6
// params:
//   source: a source by its name, or 'all'; null takes what adds up
//   pick_days: a referral may wait so long (days)
// columns:
//   loket: id of the receiver
//   not_picked_up: referrals that nobody picked up or refused in time (number); most first
//   denominator: all recorded referrals but the censored ones (number)
//   censored: referrals that nobody picked up or refused yet, with time left (number)
//   rate: not_picked_up / denominator (0 to 1); null where the denominator is 0
:params {source: null, pick_days: 14};
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

MATCH (to:Loket)<-[:TO]-(r:Referral {origin: 'recorded'})-[:IN]->(c:Case)
WHERE r.v_from <= v < r.v_to AND coalesce($source, 'all') IN ['all', c.source]
WITH to.id AS loket, r.picked_up IS NULL AND NOT coalesce(r.status IN ['accepted', 'refused'], false) AS waits,
     CASE WHEN 'sent' IN coalesce(r.dates, []) AND end_day THEN floor((end - r.sent) / 86400000000.0 + 0.5)
        ELSE (end - r.sent) / 86400000000.0 END >= $pick_days AS late
WITH loket, count(*) AS sent, sum(CASE WHEN waits AND late THEN 1 ELSE 0 END) AS not_picked_up,
     sum(CASE WHEN waits AND NOT late THEN 1 ELSE 0 END) AS censored
WITH *, sent - censored AS denominator
RETURN loket, not_picked_up, denominator, censored, CASE WHEN denominator > 0
    THEN not_picked_up * 1.0 / denominator END AS rate
ORDER BY not_picked_up DESC, loket;
