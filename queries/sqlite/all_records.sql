-- Every version of every record of the map.
-- takes:
-- gives: kind, key, body, born
SELECT kind, key, body, born FROM records
