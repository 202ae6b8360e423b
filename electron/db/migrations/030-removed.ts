/** Removing for good: what was removed and when, edits that lead nowhere any more, and ids that stay taken. */
export default `
-- the data that this edit brought or took is gone for good: it is passed over and cannot be chosen
ALTER TABLE edit ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;

-- since when a source or a note is out of view: its rows are kept for undo, for a time
CREATE TABLE removed (
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- the highest id a table gave to rows that are gone for good: what still names one must not meet another
CREATE TABLE id_floor (table_name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
