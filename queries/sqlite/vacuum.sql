-- Writes the whole file anew, without what was deleted.
-- takes:
-- gives:
VACUUM
