/** SQLite's limit for the columns of a table, less the id and a reserve. */
export const MOST_COLUMNS = 1990;
/** A reading thread that gives no sign for so long has lost itself in a file. */
export const QUIET_MS = 120_000;
