/** The raw table an import would store, read in this process: for the command line, which may not reach the workers. */
export { readRawTable, type RawTableFacts } from '../../../formats/raw.ts';
export type { Reading } from '../../../formats/locked/password.ts';
