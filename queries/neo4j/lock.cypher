// Takes the lock of the one writer, and gives the facts about the database as they are then.
// takes: mine
// gives: facts
MATCH (m:Meta) SET m.writes = coalesce(m.writes, 0) + 1, m.last = $mine WITH m RETURN properties(m) AS facts
