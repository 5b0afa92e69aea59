-- Erases the older claims on rows of some cases or households.
-- takes: keys
-- gives:
DELETE FROM displaced WHERE part <> 'records' AND "group" IN (SELECT value FROM carray(:keys))
