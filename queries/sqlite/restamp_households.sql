-- Ends again the rows of households that a change set had ended, and another since.
-- takes: change
-- gives:
UPDATE households SET died = :change
FROM displaced AS d
WHERE d.change = :change AND d.part = 'households' AND households.key = d."group" AND households.key = d.key AND households.born = d.born
