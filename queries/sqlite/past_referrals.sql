-- Recorded referrals of every version; died is 0 where nobody ended it.
-- takes:
-- gives: key, case, frm, to, from_professional, to_professional, sent, picked, status, status_at, reason, feedback, purpose, seq, source, position, dates, born, died
SELECT
    key, "case", ifnull(frm, -1) AS frm, ifnull("to", -1) AS "to",
    ifnull(from_professional, -1) AS from_professional, ifnull(to_professional, -1) AS to_professional,
    ifnull(sent, -9223372036854775808) AS sent, ifnull(picked, -9223372036854775808) AS picked, status,
    ifnull(status_at, -9223372036854775808) AS status_at, ifnull(reason, -1) AS reason,
    ifnull(feedback, -9223372036854775808) AS feedback, purpose, ifnull(seq, -9223372036854775808) AS seq,
    source, position, dates,
    born, ifnull(died, 0) AS died
FROM referrals
