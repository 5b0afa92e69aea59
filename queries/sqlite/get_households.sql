-- Every household.
-- takes:
-- gives: key, area, composition
SELECT key, ifnull(area, -1) AS area, ifnull(composition, -1) AS composition FROM households_now
