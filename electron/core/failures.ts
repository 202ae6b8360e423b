/** What the system says of files, as sentences: for the shells, which know the core and nothing below it. */
export { ofSystem, ordinary, readable } from '../db/file/paths.ts';
