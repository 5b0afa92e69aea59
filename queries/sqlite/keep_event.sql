-- Adds a row of events with who made it and who ended it.
-- takes: case, at, seq, loket, position, dates, born, died
-- gives:
INSERT INTO events ("case", at, seq, loket, position, dates, born, died)
VALUES (:case, :at, :seq, :loket, :position, :dates, :born, :died)
