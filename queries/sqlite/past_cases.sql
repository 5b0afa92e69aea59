-- Cases of every version; died is 0 where nobody ended it.
-- takes:
-- gives: key, household, entry, opened, closed, outcome, domains, source, dates, born, died
SELECT
    key, household, ifnull(entry, -1) AS entry,
    ifnull(opened, -9223372036854775808) AS opened, ifnull(closed, -9223372036854775808) AS closed,
    outcome, domains, source, dates,
    born, ifnull(died, 0) AS died
FROM cases
