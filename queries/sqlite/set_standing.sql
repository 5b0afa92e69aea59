-- Makes a change set stand again.
-- takes: number
-- gives:
DELETE FROM undone WHERE number = :number
