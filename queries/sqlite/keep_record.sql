-- Adds a row of records with who made it and who ended it.
-- takes: kind, key, body, born, died
-- gives:
INSERT INTO records (kind, key, body, born, died) VALUES (:kind, :key, :body, :born, :died)
