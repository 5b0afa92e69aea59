-- Ends a referral.
-- takes: change, case, key
-- gives:
UPDATE referrals SET died = :change
WHERE "case" = :case AND key = :key
AND born NOT IN (SELECT number FROM undone) AND (died IS NULL OR died IN (SELECT number FROM undone))
