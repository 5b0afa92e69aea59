-- Takes a professional out of every referral.
-- takes: word
-- gives:
UPDATE referrals SET
    from_professional = nullif(from_professional, :word),
    to_professional = nullif(to_professional, :word)
WHERE from_professional = :word OR to_professional = :word
