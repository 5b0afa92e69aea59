-- Writes over one version of a record of the map.
-- takes: body, kind, key, born
-- gives:
UPDATE records SET body = :body WHERE kind = :kind AND key = :key AND born = :born
