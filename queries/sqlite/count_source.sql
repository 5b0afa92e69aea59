-- Cases of a source, and the rows that stand of what it delivered: those of our own tables, those of a log with a loket.
-- takes: source
-- gives: cases, rows, events
WITH mine AS (SELECT number FROM changes WHERE source = :source),
    counts AS (SELECT count(*) AS cases FROM cases_now WHERE source = :source)
SELECT
    counts.cases AS cases,
    counts.cases
    + (SELECT count(*) FROM referrals_now WHERE source = :source AND "to" IS NOT NULL)
    + (SELECT count(*) FROM households_now WHERE born IN mine)
    + (SELECT count(*) FROM records_now WHERE born IN mine) AS rows,
    (SELECT count(*) FROM events_now WHERE born IN mine AND loket IS NOT NULL) AS events
FROM counts
