// Erases a word that no row uses.
// takes: key
// gives:
MATCH (w:Word {key: $key}) DELETE w
