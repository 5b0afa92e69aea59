-- Adds a household.
-- takes: key, area, composition, born
-- gives:
INSERT INTO households (key, area, composition, born) VALUES (:key, :area, :composition, :born)
