// Notes the cases that a change set touched, as integers behind each other.
// takes: change, cases
// gives:
CREATE (:Touched {change: $change, cases: $cases})
