-- Which of some keys are cases, with a record or only named by their rows.
-- takes: keys
-- gives: key
SELECT value AS key FROM carray(:keys)
WHERE EXISTS (SELECT 1 FROM cases_now WHERE key = value)
OR EXISTS (SELECT 1 FROM referrals_now WHERE "case" = value)
OR EXISTS (SELECT 1 FROM events_now WHERE "case" = value)
