// Every source that ever was.
// takes:
// gives: number, name, kind
MATCH (s:Source) RETURN s.number AS number, s.name AS name, s.kind AS kind ORDER BY number
