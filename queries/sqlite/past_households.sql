-- Households of every version; died is 0 where nobody ended it.
-- takes:
-- gives: key, area, composition, born, died
SELECT key, ifnull(area, -1) AS area, ifnull(composition, -1) AS composition, born, ifnull(died, 0) AS died
FROM households
