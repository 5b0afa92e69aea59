// Adds words to the dictionary.
// takes: rows
// gives:
UNWIND $rows AS r CREATE (:Word {key: r[0], text: r[1]})
