// Whether anything stands in the database besides the facts about it.
// takes:
// gives: holds
RETURN EXISTS { MATCH (n) WHERE NOT n:Meta } AS holds
