-- Entries with a word that begins so; those that begin with it first.
-- takes: start, limit
-- gives: kind, id, title
SELECT kind, id, title FROM entries
WHERE instr(plain, :start) > 0
ORDER BY instr(plain, :start) > 1, length(title), title, id
LIMIT :limit
