-- Which cases each change set touched.
-- takes:
-- gives: change, case
SELECT change, "case" FROM touched
