-- Every source that ever was.
-- takes:
-- gives: number, name, kind
SELECT number, name, kind FROM sources ORDER BY number
