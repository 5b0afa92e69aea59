-- Rows of event logs of every version; died is 0 where nobody ended it.
-- takes:
-- gives: case, at, seq, loket, position, dates, born, died
SELECT "case", at, ifnull(seq, -9223372036854775808) AS seq, ifnull(loket, -1) AS loket, position, dates,
    born, ifnull(died, 0) AS died
FROM events
