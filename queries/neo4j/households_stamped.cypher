// The households of which some change sets made or ended a record, standing or not.
// takes: numbers
// gives: id, born, ended
MATCH (h:Household) WHERE h.born IN $numbers OR any(x IN h.ended WHERE x IN $numbers)
RETURN h.id AS id, h.born AS born, h.ended AS ended
UNION ALL
MATCH (h:Was {part: 'households'}) WHERE h.born IN $numbers OR any(x IN h.ended WHERE x IN $numbers)
RETURN h.id AS id, h.born AS born, h.ended AS ended
