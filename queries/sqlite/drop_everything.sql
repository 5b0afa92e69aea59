-- Takes everything out of a database but who were erased, which backups there are, and the facts about itself.
-- takes:
-- gives:
DELETE FROM displaced;
DELETE FROM touched;
DELETE FROM undone;
DELETE FROM events;
DELETE FROM referrals;
DELETE FROM cases;
DELETE FROM households;
DELETE FROM records;
UPDATE changes SET undoes = NULL;
DELETE FROM changes;
DELETE FROM sources;
DELETE FROM words
