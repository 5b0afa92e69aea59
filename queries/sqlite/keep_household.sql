-- Adds a row of households with who made it and who ended it.
-- takes: key, area, composition, born, died
-- gives:
INSERT INTO households (key, area, composition, born, died) VALUES (:key, :area, :composition, :born, :died)
