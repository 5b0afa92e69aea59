-- The table of a database for analysts: rounded numbers of households, or of cases, sent from one loket to another.
-- takes:
-- gives:
CREATE TABLE flows (
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    number INTEGER NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY ("from", "to")
) WITHOUT ROWID
