-- The cases of some households.
-- takes: keys
-- gives: key
SELECT key FROM cases_now WHERE household IN (SELECT value FROM carray(:keys))
