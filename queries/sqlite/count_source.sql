-- Cases of a source, and rows with a loket of the change sets that came from it.
-- takes: source
-- gives: cases, referrals, events
SELECT
    (SELECT count(*) FROM cases_now WHERE source = :source) AS cases,
    (SELECT count(*) FROM referrals_now WHERE source = :source AND "to" IS NOT NULL) AS referrals,
    (
        SELECT count(*) FROM events_now
        WHERE born IN (SELECT number FROM changes WHERE source = :source) AND loket IS NOT NULL
    ) AS events
