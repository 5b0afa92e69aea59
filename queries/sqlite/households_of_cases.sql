-- The households of some cases.
-- takes: keys
-- gives: key
SELECT household AS key FROM carray(:keys) AS wanted CROSS JOIN cases_now AS c ON c.key = wanted.value
