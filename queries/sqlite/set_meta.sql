-- Keeps one fact about the database itself.
-- takes: name, value
-- gives:
INSERT INTO meta (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value
