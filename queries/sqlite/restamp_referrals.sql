-- Ends again the rows of referrals that a change set had ended, and another since.
-- takes: change
-- gives:
UPDATE referrals SET died = :change
FROM displaced AS d
WHERE d.change = :change AND d.part = 'referrals' AND referrals."case" = d."group" AND referrals.key = d.key AND referrals.born = d.born
