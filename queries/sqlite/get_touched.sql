-- The cases touched after a change set.
-- takes: since
-- gives: case
SELECT DISTINCT "case" FROM touched WHERE change > :since
