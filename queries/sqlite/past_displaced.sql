-- Who else ended rows, and was undone before the one that is noted with the row.
-- takes:
-- gives: change, part, group, key, born
SELECT change, part, "group", key, born FROM displaced
