// The change sets that count and whose rows still have to be put away or dropped.
// takes:
// gives: number, root
MATCH (s:ChangeSet {state: 'done'}) WHERE s.finish IS NOT NULL RETURN s.number AS number, s.finish AS root
