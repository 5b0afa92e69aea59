// Keeps that a copy was made.
// takes: path, made, version
// gives:
CREATE (:Backup {path: $path, made: $made, version: $version})
