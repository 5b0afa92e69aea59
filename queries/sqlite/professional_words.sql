-- The words that name professionals in referrals.
-- takes:
-- gives: text
SELECT text FROM words
WHERE key IN (SELECT from_professional FROM referrals UNION SELECT to_professional FROM referrals)
