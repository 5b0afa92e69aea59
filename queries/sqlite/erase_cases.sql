-- Erases every version of some cases.
-- takes: keys
-- gives:
DELETE FROM cases WHERE key IN (SELECT value FROM carray(:keys))
