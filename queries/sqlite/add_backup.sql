-- Keeps that a backup was made.
-- takes: path, made, version
-- gives:
INSERT INTO backups (path, made, version) VALUES (:path, :made, :version)
