/** What the columns of a workspace are called by people: one row a code name, apart from what its files say. */
export default `
CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  -- the code name: the header of every column it holds for
  name TEXT NOT NULL UNIQUE,
  -- NULL: as proposed
  label TEXT,
  -- NULL: as proposed; '': none
  unit TEXT,
  meaning TEXT,
  -- JSON: the allowed values
  allowed TEXT
) STRICT;
`;
