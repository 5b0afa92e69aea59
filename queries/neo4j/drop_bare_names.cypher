// Drops lokets, organisations and professionals that nothing names any more.
// takes:
// gives:
MATCH (n:Loket|Organisation|Professional) WHERE n.known IS NULL AND NOT EXISTS { (n)--() } DELETE n
