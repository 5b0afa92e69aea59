-- Ends all referrals of some cases.
-- takes: change, cases
-- gives:
UPDATE referrals SET died = :change
WHERE "case" IN (SELECT value FROM carray(:cases))
AND born NOT IN (SELECT number FROM undone) AND (died IS NULL OR died IN (SELECT number FROM undone))
