-- Adds a word to the dictionary.
-- takes: key, text
-- gives:
INSERT INTO words (key, text) VALUES (:key, :text)
