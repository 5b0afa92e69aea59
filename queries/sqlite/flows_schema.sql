-- The table of a database for analysts: rounded households that were sent from one loket to another.
-- takes:
-- gives:
CREATE TABLE flows (
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    households INTEGER,
    PRIMARY KEY ("from", "to")
) WITHOUT ROWID
