-- Ends all rows of some cases in the event logs.
-- takes: change, cases
-- gives:
UPDATE events SET died = :change
WHERE "case" IN (SELECT value FROM carray(:cases))
AND born NOT IN (SELECT number FROM undone) AND (died IS NULL OR died IN (SELECT number FROM undone))
