import { isCompound, openCompound, type Compound } from './compound.ts';

/** What an Office file up to 2003 is: a workbook, one of Excel 95 or older, a newer file under a password, or no workbook. */
export type OfficeKind = 'xls' | 'xls95' | 'encrypted' | 'doc' | 'ppt' | 'msg' | 'macros' | 'ole';

/** Names at the top of a compound file, and what they make of it: the first that is there decides. */
const KINDS: readonly (readonly [string, OfficeKind])[] = [
  ['encryptedpackage', 'encrypted'],
  ['worddocument', 'doc'],
  ['powerpoint document', 'ppt'],
  ['__properties_version1.0', 'msg'],
  ['_vba_project_cur', 'macros'],
  ['workbook', 'xls'],
  ['book', 'xls95'],
];

/** What a compound file is by the names at its top. */
export const officeKind = ({ names }: Compound): OfficeKind => KINDS.find(([name]) => names.has(name))?.[1] ?? 'ole';

/** What a file that begins like a compound file is. @throws AppError unsupported_file: damaged */
export function officeKindOf(path: string): OfficeKind {
  const compound = openCompound(path);
  return compound ? officeKind(compound) : 'ole';
}

/**
 * Is this how a bare stream of records begins, which old Excel and many programs write without a container? The record
 * that begins a sheet or a workbook, in the forms of Excel 2 to 97 ([MS-XLS] 2.4.21).
 */
const isBareStream = (head: Buffer): boolean =>
  head.length >= 8 &&
  head[0] === 9 &&
  [0, 2, 4, 8].includes(head[1]!) &&
  head[3] === 0 &&
  [4, 6, 8, 16].includes(head[2]!);

/** Is this how an Excel workbook up to 2003 begins? */
export const isOldWorkbook = (head: Buffer): boolean => isCompound(head) || isBareStream(head);
