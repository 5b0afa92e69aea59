-- The rows of some cases in the event logs.
-- takes: cases
-- gives: case, at, seq, loket, position, dates
SELECT "case", at, ifnull(seq, -9223372036854775808) AS seq, ifnull(loket, -1) AS loket, position, dates
FROM carray(:cases) AS wanted CROSS JOIN events_now AS e ON e."case" = wanted.value
