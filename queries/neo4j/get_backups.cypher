// The copies that were made, newest first.
// takes:
// gives: path, made, version
MATCH (b:Backup) RETURN b.path AS path, b.made AS made, b.version AS version ORDER BY made DESC
