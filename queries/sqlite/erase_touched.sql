-- Erases which change sets touched some cases.
-- takes: cases
-- gives:
DELETE FROM touched WHERE "case" IN (SELECT value FROM carray(:cases))
