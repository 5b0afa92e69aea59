-- Erases every row of some cases in the event logs.
-- takes: cases
-- gives:
DELETE FROM events WHERE "case" IN (SELECT value FROM carray(:cases))
