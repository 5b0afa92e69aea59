-- Some households.
-- takes: keys
-- gives: key, area, composition
SELECT key, ifnull(area, -1) AS area, ifnull(composition, -1) AS composition
FROM carray(:keys) AS wanted CROSS JOIN households_now AS h ON h.key = wanted.value
