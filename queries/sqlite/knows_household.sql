-- Whether any row names a household.
-- takes: key
-- gives: known
SELECT
    EXISTS (SELECT 1 FROM households WHERE key = :key)
    OR EXISTS (SELECT 1 FROM cases WHERE household = :key)
    OR EXISTS (SELECT 1 FROM referrals WHERE "case" = :key)
    OR EXISTS (SELECT 1 FROM events WHERE "case" = :key)
    AS known
