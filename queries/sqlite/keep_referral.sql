-- Adds a row of referrals with who made it and who ended it.
-- takes: key, case, frm, to, from_professional, to_professional, sent, picked, status, status_at, reason, feedback, purpose, seq, source, position, dates, born, died
-- gives:
INSERT INTO referrals (
    key, "case", frm, "to", from_professional, to_professional, sent, picked, status, status_at,
    reason, feedback, purpose, seq, source, position, dates, born, died
) VALUES (
    :key, :case, :frm, :to, :from_professional, :to_professional, :sent, :picked, :status, :status_at,
    :reason, :feedback, :purpose, :seq, :source, :position, :dates, :born, :died
)
