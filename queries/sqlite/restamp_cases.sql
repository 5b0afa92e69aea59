-- Ends again the rows of cases that a change set had ended, and another since.
-- takes: change
-- gives:
UPDATE cases SET died = :change
FROM displaced AS d
WHERE d.change = :change AND d.part = 'cases' AND cases.key = d."group" AND cases.key = d.key AND cases.born = d.born
