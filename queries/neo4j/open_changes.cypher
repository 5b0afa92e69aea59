// The change sets that somebody began and did not complete.
// takes:
// gives: number
MATCH (s:ChangeSet {state: 'open'}) RETURN s.number AS number
