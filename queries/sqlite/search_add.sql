-- Adds an entry to the index; name is its title folded, plain a space and all its words.
-- takes: kind, id, title, name, plain
-- gives:
INSERT INTO entries (kind, id, title, name, plain) VALUES (:kind, :id, :title, :name, :plain)
