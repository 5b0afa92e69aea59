-- The dictionary.
-- takes:
-- gives: key, text
SELECT key, text FROM words ORDER BY key
