-- Adds a referral.
-- takes: key, case, frm, to, from_professional, to_professional, sent, picked, status, status_at, reason, feedback, purpose, seq, source, position, dates, born
-- gives:
INSERT INTO referrals (
    key, "case", frm, "to", from_professional, to_professional, sent, picked, status, status_at,
    reason, feedback, purpose, seq, source, position, dates, born
) VALUES (
    :key, :case, :frm, :to, :from_professional, :to_professional, :sent, :picked, :status, :status_at,
    :reason, :feedback, :purpose, :seq, :source, :position, :dates, :born
)
