-- Entries that share pieces of three letters, the most alike first.
-- takes: match, limit
-- gives: kind, id, title, plain
SELECT kind, id, title, plain FROM entries
WHERE entries MATCH :match
ORDER BY rank
LIMIT :limit
