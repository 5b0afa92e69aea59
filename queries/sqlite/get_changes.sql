-- The change sets after a number, newest first, each with the name of its source.
-- takes: since
-- gives: number, kind, who, made, why, source, added, removed, undoes, map, households
SELECT c.number, c.kind, c.who, c.made, c.why, s.name AS source, c.added, c.removed, c.undoes, c.map, c.households
FROM changes AS c LEFT JOIN sources AS s ON s.number = c.source
WHERE c.number > :since
ORDER BY c.number DESC
