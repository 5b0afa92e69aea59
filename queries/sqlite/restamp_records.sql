-- Ends again the rows of records that a change set had ended, and another since.
-- takes: change
-- gives:
UPDATE records SET died = :change
FROM displaced AS d
WHERE d.change = :change AND d.part = 'records' AND records.kind = d."group" AND records.key = d.key AND records.born = d.born
