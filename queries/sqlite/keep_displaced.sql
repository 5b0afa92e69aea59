-- Keeps who else ended a row, and was undone.
-- takes: change, part, group, key, born
-- gives:
INSERT OR IGNORE INTO displaced (change, part, "group", key, born) VALUES (:change, :part, :group, :key, :born)
