-- Entries that match: first those that begin with the text, then those that have it in their name.
-- takes: match, start, limit
-- gives: kind, id, title
SELECT kind, id, title FROM entries
WHERE entries MATCH :match
ORDER BY instr(plain, :start) != 1, instr(name, ltrim(:start)) = 0, length(title), title, id
LIMIT :limit
