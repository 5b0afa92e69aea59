-- The cases of some households, standing or not; a case that is only named is its own household.
-- takes: keys
-- gives: key
SELECT key FROM cases WHERE household IN (SELECT value FROM carray(:keys))
UNION
SELECT value FROM carray(:keys)
WHERE NOT EXISTS (SELECT 1 FROM cases WHERE cases.key = value)
AND (
    EXISTS (SELECT 1 FROM referrals WHERE "case" = value) OR EXISTS (SELECT 1 FROM events WHERE "case" = value)
)
