-- Ends again the rows of events that a change set had ended, and another since.
-- takes: change
-- gives:
UPDATE events SET died = :change
FROM displaced AS d
WHERE d.change = :change AND d.part = 'events' AND events."case" = d."group" AND events.position = d.key AND events.born = d.born
