-- Every case.
-- takes:
-- gives: key, household, entry, opened, closed, outcome, domains, source, dates
SELECT
    key, household, ifnull(entry, -1) AS entry,
    ifnull(opened, -9223372036854775808) AS opened, ifnull(closed, -9223372036854775808) AS closed,
    outcome, domains, source, dates
FROM cases_now
