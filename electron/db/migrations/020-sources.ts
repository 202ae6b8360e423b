/** Several sources: kinds and mappings, cleaning steps, identity, derived attributes, notes, saved views. */
export default `
ALTER TABLE source ADD COLUMN kind TEXT NOT NULL DEFAULT 'customers';
ALTER TABLE source ADD COLUMN format TEXT NOT NULL DEFAULT 'csv';
ALTER TABLE source ADD COLUMN sheet TEXT;
-- JSON: which column stands for which field
ALTER TABLE source ADD COLUMN mapping TEXT NOT NULL DEFAULT '{}';
-- JSON: what a table was joined, cleaned and derived from; NULL: a file
ALTER TABLE source ADD COLUMN built TEXT;

-- place among the data rows of the file, from 1; NULL: imported before this was kept
ALTER TABLE rejected_row ADD COLUMN row INTEGER;

-- what is done to the rows of a source, in this order; the raw rows stay as they came
CREATE TABLE clean_step (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1,
  -- JSON: CleanStep
  body TEXT NOT NULL
) STRICT;
CREATE INDEX clean_step_source ON clean_step (source_id, position);

-- cleaned tables that were built: derived, so outside the history; hash = of the source and the steps that were on
CREATE TABLE clean_table (
  source_id INTEGER NOT NULL,
  hash TEXT NOT NULL,
  table_name TEXT NOT NULL,
  -- JSON: columns and the report of the steps
  body TEXT NOT NULL,
  used_at TEXT NOT NULL,
  PRIMARY KEY (source_id, hash)
) STRICT;

-- what a person said about two rows: the same customer, or not
CREATE TABLE identity_decision (
  id INTEGER PRIMARY KEY,
  a_source INTEGER NOT NULL,
  a_row INTEGER NOT NULL,
  b_source INTEGER NOT NULL,
  b_row INTEGER NOT NULL,
  same INTEGER NOT NULL
) STRICT;

-- whose row is whose, of a built table: for each row of a source's table, in the order of its ids
CREATE TABLE identity_map (
  built_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  -- i32, little endian: row ids of the source's table; NULL: 1, 2, 3 ...
  ids BLOB,
  -- i32: 1-based data rows of the file; NULL: as the ids
  lines BLOB,
  -- i32: customer id in the built table, 0: nobody's
  customers BLOB NOT NULL,
  -- f32: how sure, 0 to 1
  scores BLOB NOT NULL,
  PRIMARY KEY (built_id, source_id)
) STRICT;

-- pairs of rows that were compared and came out as the same customer or as doubtful
CREATE TABLE identity_pair (
  built_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  a_source INTEGER NOT NULL,
  a_row INTEGER NOT NULL,
  b_source INTEGER NOT NULL,
  b_row INTEGER NOT NULL,
  score REAL NOT NULL,
  state TEXT NOT NULL,
  -- JSON: how each field compared
  body TEXT NOT NULL,
  PRIMARY KEY (built_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_pair_state ON identity_pair (built_id, state, score);

-- attributes by formula
CREATE TABLE derived (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  -- JSON: DerivedAttribute
  body TEXT NOT NULL
) STRICT;

CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  -- as imported or pasted: never changed
  text TEXT NOT NULL,
  hash TEXT NOT NULL,
  -- JSON: kind, speaker role, date, consent, language, file
  body TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE TABLE note_quote (
  id INTEGER PRIMARY KEY,
  note_id INTEGER NOT NULL,
  -- characters (UTF-16) of the note, end exclusive
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  -- JSON: themes, card field, speaker
  body TEXT NOT NULL
) STRICT;
CREATE INDEX note_quote_note ON note_quote (note_id);
CREATE TABLE note_theme (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
-- which customers a note is about, by the key of their row, so that it holds when the table is built anew
CREATE TABLE note_customer (
  id INTEGER PRIMARY KEY,
  note_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  row INTEGER NOT NULL
) STRICT;
CREATE INDEX note_customer_note ON note_customer (note_id);

-- views of the exploring page
CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  -- JSON: ExploreSpec
  body TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
`;
