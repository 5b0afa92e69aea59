// Keeps some facts about the database.
// takes: facts
// gives:
MATCH (m:Meta) SET m += $facts
