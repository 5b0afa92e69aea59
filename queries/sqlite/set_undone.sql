-- Makes a change set stand no longer.
-- takes: number
-- gives:
INSERT INTO undone (number) VALUES (:number)
