-- Adds a source.
-- takes: number, name, kind
-- gives:
INSERT INTO sources (number, name, kind) VALUES (:number, :name, :kind)
