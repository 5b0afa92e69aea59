-- Notes that a change set touched the cases of another.
-- takes: change, other
-- gives:
INSERT INTO touched (change, "case") SELECT :change, "case" FROM touched WHERE change = :other
