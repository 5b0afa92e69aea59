-- One fact about the database itself.
-- takes: name
-- gives: value
SELECT value FROM meta WHERE name = :name
