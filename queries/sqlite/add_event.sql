-- Adds a row of an event log.
-- takes: case, at, seq, loket, position, dates, born
-- gives:
INSERT INTO events ("case", at, seq, loket, position, dates, born)
VALUES (:case, :at, :seq, :loket, :position, :dates, :born)
