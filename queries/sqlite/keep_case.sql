-- Adds a row of cases with who made it and who ended it.
-- takes: key, household, entry, opened, closed, outcome, domains, source, dates, born, died
-- gives:
INSERT INTO cases (key, household, entry, opened, closed, outcome, domains, source, dates, born, died)
VALUES (:key, :household, :entry, :opened, :closed, :outcome, :domains, :source, :dates, :born, :died)
