-- Notes the cases that a change set touched.
-- takes: change, cases
-- gives:
INSERT OR IGNORE INTO touched (change, "case") SELECT :change, value FROM carray(:cases)
