-- Erases one version of a record of the map.
-- takes: kind, key, born
-- gives:
DELETE FROM records WHERE kind = :kind AND key = :key AND born = :born
