// Makes the one node of facts about the database, where there is none.
// takes: facts
// gives:
MERGE (m:Meta {one: 1}) ON CREATE SET m += $facts
