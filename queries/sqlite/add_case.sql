-- Adds a case.
-- takes: key, household, entry, opened, closed, outcome, domains, source, dates, born
-- gives:
INSERT INTO cases (key, household, entry, opened, closed, outcome, domains, source, dates, born)
VALUES (:key, :household, :entry, :opened, :closed, :outcome, :domains, :source, :dates, :born)
