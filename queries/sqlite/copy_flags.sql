-- Notes that a change set touched what another did, apart from cases.
-- takes: other, change
-- gives:
UPDATE changes SET (map, households) = (SELECT map, households FROM changes WHERE number = :other)
WHERE number = :change
