-- Every change set as it is kept, oldest first.
-- takes:
-- gives: number, kind, who, made, why, source, added, removed, undoes, map, households, undone
SELECT
    number, kind, who, made, why, source, added, removed, undoes, map, households,
    number IN (SELECT number FROM undone) AS undone
FROM changes
ORDER BY number
