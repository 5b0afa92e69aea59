-- The index of words, in a file of its own beside the snapshots.
-- takes:
-- gives:
CREATE VIRTUAL TABLE entries
USING fts5 (kind UNINDEXED, id UNINDEXED, title UNINDEXED, name UNINDEXED, plain, tokenize = 'trigram')
