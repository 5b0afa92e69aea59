-- Whether two change sets touched the same case, household or record of the map.
-- takes: number, other
-- gives: alike
SELECT
    EXISTS (
        SELECT 1 FROM touched AS a INNER JOIN touched AS b ON b."case" = a."case"
        WHERE a.change = :number AND b.change = :other
    )
    OR EXISTS (
        SELECT 1 FROM households AS a INNER JOIN households AS b ON b.key = a.key
        WHERE :number IN (a.born, a.died) AND :other IN (b.born, b.died)
    )
    OR EXISTS (
        SELECT 1 FROM records AS a INNER JOIN records AS b ON b.kind = a.kind AND b.key = a.key
        WHERE :number IN (a.born, a.died) AND :other IN (b.born, b.died)
    ) AS alike
