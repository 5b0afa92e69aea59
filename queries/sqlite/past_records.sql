-- Records of the map of every version; died is 0 where nobody ended it.
-- takes:
-- gives: kind, key, body, born, died
SELECT kind, key, body, born, ifnull(died, 0) AS died FROM records
