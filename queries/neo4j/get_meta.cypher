// The facts about the database.
// takes:
// gives: facts
MATCH (m:Meta) RETURN properties(m) AS facts
