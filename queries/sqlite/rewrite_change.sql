-- Writes over who did a change set, and why.
-- takes: who, why, number
-- gives:
UPDATE changes SET who = :who, why = :why WHERE number = :number
