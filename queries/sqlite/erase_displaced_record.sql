-- Erases the older claims on a record of the map.
-- takes: kind, key
-- gives:
DELETE FROM displaced WHERE part = 'records' AND "group" = :kind AND key = :key
