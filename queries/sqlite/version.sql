-- The number of the newest change set, 0 when there is none.
-- takes:
-- gives: version
SELECT ifnull(max(number), 0) AS version FROM changes
