-- Forgets one fact about the database itself.
-- takes: name
-- gives:
DELETE FROM meta WHERE name = :name
