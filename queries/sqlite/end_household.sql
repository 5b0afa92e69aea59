-- Ends some households.
-- takes: change, keys
-- gives:
UPDATE households SET died = :change
WHERE key IN (SELECT value FROM carray(:keys))
AND born NOT IN (SELECT number FROM undone) AND (died IS NULL OR died IN (SELECT number FROM undone))
