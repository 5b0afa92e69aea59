-- Ends a record of the map.
-- takes: change, kind, key
-- gives:
UPDATE records SET died = :change
WHERE kind = :kind AND key = :key
AND born NOT IN (SELECT number FROM undone) AND (died IS NULL OR died IN (SELECT number FROM undone))
