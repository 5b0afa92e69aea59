-- The records of the map that stand no longer without a change set.
-- takes: number
-- gives: kind, key
SELECT kind, key FROM records_now WHERE born = :number
EXCEPT
SELECT kind, key FROM records WHERE died = :number
