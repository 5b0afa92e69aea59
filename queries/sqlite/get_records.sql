-- The records of the map, each with the change set that made it.
-- takes:
-- gives: kind, key, body, born
SELECT kind, key, body, born FROM records_now ORDER BY kind, key
