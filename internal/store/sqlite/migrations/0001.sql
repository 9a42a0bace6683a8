-- A world is one row; its documents are the frozen start named by base,
-- overlaid with those of the steps up to head. Times are UTC text of fixed
-- width, so that they compare as they sort.
CREATE TABLE worlds (
	id      TEXT    PRIMARY KEY NOT NULL,
	kind    TEXT    NOT NULL,
	base    TEXT    NOT NULL,
	owner   TEXT    NOT NULL,
	head    INTEGER NOT NULL DEFAULT 0,
	last    INTEGER NOT NULL DEFAULT 0,
	epoch   INTEGER NOT NULL DEFAULT 0,
	clock   BLOB,
	created TEXT    NOT NULL,
	expires TEXT    NOT NULL
) WITHOUT ROWID;

CREATE INDEX worlds_by_kind ON worlds (kind, created);

-- No rowid: the steps of one world lie side by side and are read in one sweep.
CREATE TABLE steps (
	world     TEXT    NOT NULL REFERENCES worlds (id) ON DELETE CASCADE,
	seq       INTEGER NOT NULL,
	parent    INTEGER NOT NULL,
	wall      TEXT    NOT NULL,
	at        TEXT    NOT NULL,
	seat      TEXT    NOT NULL,
	device    TEXT    NOT NULL,
	hand      TEXT    NOT NULL,
	events    BLOB,
	documents BLOB,
	PRIMARY KEY (world, seq)
) WITHOUT ROWID;

CREATE TABLE settings (
	name  TEXT PRIMARY KEY NOT NULL,
	value BLOB NOT NULL
) WITHOUT ROWID;
