-- Adds a change set.
-- takes: number, kind, who, made, why, source, added, removed, undoes, map, households
-- gives:
INSERT INTO changes (number, kind, who, made, why, source, added, removed, undoes, map, households)
VALUES (:number, :kind, :who, :made, :why, :source, :added, :removed, :undoes, :map, :households)
