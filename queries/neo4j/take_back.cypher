// Takes back the rows of a change set that was never completed, some at a time; how many it took.
// takes: number, most
// gives: rows
MATCH (n:Referral|Log|Case|Household|Loket) WHERE n.v_from = $number
WITH n LIMIT $most
DETACH DELETE n
RETURN count(*) AS rows
