-- Erases a word that no row uses.
-- takes: key
-- gives:
DELETE FROM words
WHERE key = :key
AND NOT EXISTS (SELECT 1 FROM referrals WHERE :key IN (frm, "to", from_professional, to_professional, reason))
AND NOT EXISTS (SELECT 1 FROM events WHERE loket = :key)
AND NOT EXISTS (SELECT 1 FROM cases WHERE entry = :key)
AND NOT EXISTS (SELECT 1 FROM households WHERE :key IN (area, composition))
