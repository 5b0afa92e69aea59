// The complete change sets after a number, newest first, each with the name of its source.
// takes: since
// gives: number, kind, who, made, why, source, added, removed, undoes, map, households, undone
MATCH (s:ChangeSet) WHERE s.number > $since AND s.state = 'done'
OPTIONAL MATCH (o:Source {number: s.source})
RETURN s.number AS number, s.kind AS kind, s.who AS who, s.made AS made, s.why AS why, o.name AS source,
       s.added AS added, s.removed AS removed, s.undoes AS undoes, s.map AS map, s.households AS households,
       coalesce(s.undone, false) AS undone
ORDER BY number DESC
