// Forgets a change set that was never completed.
// takes: number
// gives:
MATCH (s:ChangeSet {number: $number, state: 'open'}) DELETE s
