// Takes out what a database holds, some at a time; how many it took. Who were erased and which copies there are stay.
// takes: most
// gives: rows
MATCH (n:Referral|Log|Case|Household|Was|Chunk|Fact|Word|Source|ChangeSet|Touched
    |Loket|Organisation|Professional|Plan|Term|Decision)
WITH n LIMIT $most
DETACH DELETE n
RETURN count(*) AS rows
