-- Erases every version of some households.
-- takes: keys
-- gives:
DELETE FROM households WHERE key IN (SELECT value FROM carray(:keys))
