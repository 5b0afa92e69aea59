-- Adds a record of the map.
-- takes: kind, key, body, born
-- gives:
INSERT INTO records (kind, key, body, born) VALUES (:kind, :key, :body, :born)
