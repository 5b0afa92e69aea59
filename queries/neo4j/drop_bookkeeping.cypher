// Takes out what no version hides: records as they were given, words, sources and change sets.
// takes:
// gives:
MATCH (n:Fact|Word|Source|ChangeSet|Touched) DETACH DELETE n
