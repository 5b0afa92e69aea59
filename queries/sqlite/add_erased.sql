-- Keeps that one was erased.
-- takes: digest
-- gives:
INSERT OR IGNORE INTO erased (digest) VALUES (:digest)
