-- Every row of the event logs.
-- takes:
-- gives: case, at, seq, loket, position, dates
SELECT "case", at, ifnull(seq, -9223372036854775808) AS seq, ifnull(loket, -1) AS loket, position, dates
FROM events_now
