/** First schema. Customer tables (`customers_<source>`) are made by imports. */
export default `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- pointers a person can undo: the customers in view, the current segmentation, the name
CREATE TABLE setting (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  encoding TEXT NOT NULL,
  delimiter TEXT NOT NULL,
  mode TEXT NOT NULL,
  read INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  added INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  customers INTEGER NOT NULL,
  -- JSON: read options and column overrides as asked for
  options TEXT NOT NULL,
  -- JSON: the columns as imported (ColumnGuess[])
  columns TEXT NOT NULL,
  -- the customer table this import published
  customer_table TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  ms INTEGER NOT NULL
) STRICT;

CREATE TABLE raw_block (
  source_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  first_line INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (source_id, seq)
) STRICT;

CREATE TABLE rejected_row (
  source_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL,
  PRIMARY KEY (source_id, seq)
) STRICT;

CREATE TABLE attribute (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  role TEXT NOT NULL,
  dimension TEXT,
  personal TEXT,
  format TEXT NOT NULL,
  levels TEXT,
  reason TEXT NOT NULL,
  missing INTEGER NOT NULL,
  distinct_count INTEGER NOT NULL
) STRICT;
CREATE INDEX attribute_source ON attribute (source_id, position);

-- what the user changed about a feature; what is absent is as proposed
CREATE TABLE feature (
  attribute_id INTEGER PRIMARY KEY,
  use INTEGER,
  treatment TEXT,
  weight REAL,
  missing TEXT
) STRICT;

CREATE TABLE segmentation (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL,
  k INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  n INTEGER NOT NULL,
  -- sha-256 of the source and the attributes it was made from
  input TEXT NOT NULL,
  -- JSON: everything else of the result
  body TEXT NOT NULL,
  created_at TEXT NOT NULL,
  ms INTEGER NOT NULL
) STRICT;

CREATE TABLE member (
  segmentation_id INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  cluster INTEGER NOT NULL,
  x REAL NOT NULL,
  y REAL NOT NULL,
  PRIMARY KEY (segmentation_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_cluster ON member (segmentation_id, cluster);

CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  segmentation_id INTEGER NOT NULL,
  cluster INTEGER NOT NULL,
  size INTEGER NOT NULL,
  title TEXT NOT NULL,
  name TEXT,
  colour INTEGER NOT NULL,
  excluded INTEGER NOT NULL DEFAULT 0,
  merged_into INTEGER
) STRICT;
CREATE INDEX segment_segmentation ON segment (segmentation_id);

CREATE TABLE persona (
  id INTEGER PRIMARY KEY,
  segment_id INTEGER,
  position INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

-- the edit log is a tree: undo moves the head, it never removes
CREATE TABLE edit (
  id INTEGER PRIMARY KEY,
  parent INTEGER REFERENCES edit (id),
  op TEXT NOT NULL,
  label TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE TABLE edit_change (
  edit_id INTEGER NOT NULL REFERENCES edit (id),
  seq INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (edit_id, seq)
) STRICT, WITHOUT ROWID;

-- what was done, without cell values
CREATE TABLE audit (id INTEGER PRIMARY KEY, at TEXT NOT NULL, op TEXT NOT NULL, kind TEXT NOT NULL, outcome TEXT NOT NULL) STRICT;
`;
