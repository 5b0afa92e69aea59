-- Erases every referral of some cases.
-- takes: cases
-- gives:
DELETE FROM referrals WHERE "case" IN (SELECT value FROM carray(:cases))
