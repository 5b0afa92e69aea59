-- The backups that were made, newest first.
-- takes:
-- gives: path, made, version
SELECT path, made, version FROM backups ORDER BY made DESC
