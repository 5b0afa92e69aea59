-- The households of which some change sets made or ended a record.
-- takes: numbers
-- gives: key
SELECT key FROM households
WHERE born IN (SELECT value FROM carray(:numbers)) OR died IN (SELECT value FROM carray(:numbers))
