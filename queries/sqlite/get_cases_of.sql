-- Some cases.
-- takes: keys
-- gives: key, household, entry, opened, closed, outcome, domains, source, dates
SELECT
    key, household, ifnull(entry, -1) AS entry,
    ifnull(opened, -9223372036854775808) AS opened, ifnull(closed, -9223372036854775808) AS closed,
    outcome, domains, source, dates
FROM carray(:keys) AS wanted CROSS JOIN cases_now AS c ON c.key = wanted.value
