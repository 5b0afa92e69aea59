-- The change sets that build on what one made, or would clash with what it ended.
-- takes: number
-- gives: number
WITH
rows_of (part, key, "case", born, died) AS (
    SELECT 'c', c.key, c.key, c.born, c.died
    FROM touched AS t CROSS JOIN cases AS c ON c.key = t."case" WHERE t.change = :number
    UNION ALL
    SELECT 'r', r.key, r."case", r.born, r.died
    FROM touched AS t CROSS JOIN referrals AS r ON r."case" = t."case" WHERE t.change = :number
    UNION ALL
    SELECT 'e', e.position, e."case", e.born, e.died
    FROM touched AS t CROSS JOIN events AS e ON e."case" = t."case" WHERE t.change = :number
    UNION ALL
    SELECT 'h', key, 0, born, died FROM households
    UNION ALL
    SELECT 'm ' || kind, key, 0, born, died FROM records
),
mine AS (SELECT * FROM rows_of WHERE born = :number),
ended AS (SELECT * FROM rows_of WHERE died = :number),
replaced_later AS (SELECT died AS number FROM mine WHERE died IS NOT NULL),
added_to_my_cases AS (
    SELECT o.born
    FROM rows_of AS o
    WHERE o.part IN ('r', 'e') AND o.born > :number
    AND o."case" IN (SELECT key FROM mine WHERE part = 'c' EXCEPT SELECT key FROM ended WHERE part = 'c')
),
put_back_already AS (
    SELECT o.born
    FROM rows_of AS o
    INNER JOIN ended AS e ON e.part = o.part AND e.key = o.key AND o.born > :number
),
logged_again AS (
    SELECT o.born
    FROM rows_of AS o
    WHERE o.part = 'e' AND o.born > :number AND o."case" IN (SELECT "case" FROM ended WHERE part = 'e')
),
put_elsewhere AS (
    SELECT born FROM referrals
    WHERE born > :number AND key IN (SELECT key FROM ended WHERE part = 'r')
)
SELECT number FROM (
    SELECT number FROM replaced_later
    UNION SELECT born FROM added_to_my_cases
    UNION SELECT born FROM put_back_already
    UNION SELECT born FROM logged_again
    UNION SELECT born FROM put_elsewhere
)
WHERE number NOT IN (SELECT number FROM undone)
