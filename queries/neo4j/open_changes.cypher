// The change sets that somebody began and did not complete, and how many parts of each were written.
// takes:
// gives: number, root, mark, who, made, why, parts
MATCH (s:ChangeSet {state: 'open'})
RETURN s.number AS number, s.root AS root, s.mark AS mark, s.who AS who, s.made AS made, s.why AS why,
       COUNT { MATCH (k:Chunk {change: s.number}) WHERE k.place >= 0 } AS parts
ORDER BY number
