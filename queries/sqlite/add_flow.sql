-- Adds a flow; without a number where it is too small to tell.
-- takes: from, to, households
-- gives:
INSERT INTO flows ("from", "to", households) VALUES (:from, :to, :households)
