/** What a Parquet file may ask for. A column is held one page at a time; its dictionary as long as its row group is read. */
export const PARQUET_LIMITS = {
  /** bytes of the footer, which describes the file: a thousand columns in a hundred row groups take some ten million */
  footer: 32 << 20,
  /** values in the footer: each becomes an object or a number */
  parts: 8_000_000,
  /** structures in one another, in the footer and in the schema */
  depth: 24,
  /** bytes of a page, packed or unpacked; programs write one million */
  page: 64 << 20,
  /** values of a page */
  values: 1 << 24,
  /** bytes of the pages and dictionaries that are open at one time, unpacked */
  open: 512 << 20,
  /** values of a list in one cell */
  list: 1 << 18,
  /** rows beyond which there have to be bytes for them: rows of one value take next to none */
  rows: 2_000_000,
  /** rows for each byte of the file, above that */
  rowsPerByte: 64,
} as const;
