// Every complete change set as it is kept, oldest first.
// takes:
// gives: number, kind, who, made, why, source, added, removed, undoes, map, households, undone
MATCH (s:ChangeSet) WHERE s.state = 'done'
RETURN s.number AS number, s.kind AS kind, s.who AS who, s.made AS made, s.why AS why, s.source AS source,
       s.added AS added, s.removed AS removed, s.undoes AS undoes, s.map AS map, s.households AS households,
       coalesce(s.undone, false) AS undone
ORDER BY number
