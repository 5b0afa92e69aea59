-- The tables of a database, as they are now. Of rows: born is the change set that made them, died the one that ended
-- them. Where one ends a row that an undone one had ended before, displaced keeps the older claim, for when that is
-- done again.
-- takes:
-- gives:
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE sources (number INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, UNIQUE (name, kind));
CREATE TABLE changes (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    made INTEGER NOT NULL,
    why TEXT NOT NULL,
    source INTEGER REFERENCES sources (number),
    added INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    undoes INTEGER REFERENCES changes (number),
    map INTEGER NOT NULL,
    households INTEGER NOT NULL
);
CREATE TABLE undone (number INTEGER PRIMARY KEY REFERENCES changes (number));
CREATE TABLE touched (
    change INTEGER NOT NULL,
    "case" INTEGER NOT NULL,
    PRIMARY KEY (change, "case")
) WITHOUT ROWID;
CREATE TABLE words (key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE records (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    born INTEGER NOT NULL REFERENCES changes (number),
    died INTEGER REFERENCES changes (number),
    PRIMARY KEY (kind, key, born)
) WITHOUT ROWID;
CREATE TABLE households (
    key INTEGER NOT NULL,
    area INTEGER,
    composition INTEGER,
    born INTEGER NOT NULL,
    died INTEGER,
    PRIMARY KEY (key, born)
) WITHOUT ROWID;
CREATE TABLE cases (
    key INTEGER NOT NULL,
    household INTEGER NOT NULL,
    entry INTEGER,
    opened INTEGER,
    closed INTEGER,
    outcome INTEGER NOT NULL,
    domains INTEGER NOT NULL,
    source INTEGER NOT NULL,
    dates INTEGER NOT NULL,
    born INTEGER NOT NULL,
    died INTEGER,
    PRIMARY KEY (key, born)
) WITHOUT ROWID;
CREATE TABLE referrals (
    key INTEGER NOT NULL,
    "case" INTEGER NOT NULL,
    frm INTEGER,
    "to" INTEGER,
    from_professional INTEGER,
    to_professional INTEGER,
    sent INTEGER,
    picked INTEGER,
    status INTEGER NOT NULL,
    status_at INTEGER,
    reason INTEGER,
    feedback INTEGER,
    purpose INTEGER NOT NULL,
    seq INTEGER,
    source INTEGER NOT NULL,
    position INTEGER NOT NULL,
    dates INTEGER NOT NULL,
    born INTEGER NOT NULL,
    died INTEGER,
    PRIMARY KEY ("case", key, born)
) WITHOUT ROWID;
CREATE TABLE events (
    "case" INTEGER NOT NULL,
    at INTEGER NOT NULL,
    seq INTEGER,
    loket INTEGER,
    position INTEGER NOT NULL,
    dates INTEGER NOT NULL,
    born INTEGER NOT NULL,
    died INTEGER,
    PRIMARY KEY ("case", position)
) WITHOUT ROWID;
CREATE TABLE erased (digest BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE backups (path TEXT NOT NULL, made INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (path, made));
CREATE TABLE displaced (
    change INTEGER NOT NULL,
    part TEXT NOT NULL,
    "group" NOT NULL,
    key NOT NULL,
    born INTEGER NOT NULL,
    PRIMARY KEY (change, part, "group", key, born)
) WITHOUT ROWID;

CREATE VIEW records_now AS
SELECT * FROM records
WHERE born NOT IN (SELECT number FROM undone) AND (died IS NULL OR died IN (SELECT number FROM undone));
CREATE VIEW households_now AS
SELECT * FROM households
WHERE born NOT IN (SELECT number FROM undone) AND (died IS NULL OR died IN (SELECT number FROM undone));
CREATE VIEW cases_now AS
SELECT * FROM cases
WHERE born NOT IN (SELECT number FROM undone) AND (died IS NULL OR died IN (SELECT number FROM undone));
CREATE VIEW referrals_now AS
SELECT * FROM referrals
WHERE born NOT IN (SELECT number FROM undone) AND (died IS NULL OR died IN (SELECT number FROM undone));
CREATE VIEW events_now AS
SELECT * FROM events
WHERE born NOT IN (SELECT number FROM undone) AND (died IS NULL OR died IN (SELECT number FROM undone));

CREATE TRIGGER records_displaced AFTER UPDATE OF died ON records WHEN old.died <> new.died
BEGIN
    INSERT OR IGNORE INTO displaced VALUES (old.died, 'records', old.kind, old.key, old.born);
END;
CREATE TRIGGER households_displaced AFTER UPDATE OF died ON households WHEN old.died <> new.died
BEGIN
    INSERT OR IGNORE INTO displaced VALUES (old.died, 'households', old.key, old.key, old.born);
END;
CREATE TRIGGER cases_displaced AFTER UPDATE OF died ON cases WHEN old.died <> new.died
BEGIN
    INSERT OR IGNORE INTO displaced VALUES (old.died, 'cases', old.key, old.key, old.born);
END;
CREATE TRIGGER referrals_displaced AFTER UPDATE OF died ON referrals WHEN old.died <> new.died
BEGIN
    INSERT OR IGNORE INTO displaced VALUES (old.died, 'referrals', old."case", old.key, old.born);
END;
CREATE TRIGGER events_displaced AFTER UPDATE OF died ON events WHEN old.died <> new.died
BEGIN
    INSERT OR IGNORE INTO displaced VALUES (old.died, 'events', old."case", old.position, old.born);
END;
