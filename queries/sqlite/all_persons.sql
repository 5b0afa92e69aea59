-- Every household and case that any row names.
-- takes:
-- gives: household, case
SELECT household, key AS "case" FROM cases
UNION SELECT key, key FROM households
UNION SELECT "case", "case" FROM referrals
UNION SELECT "case", "case" FROM events
