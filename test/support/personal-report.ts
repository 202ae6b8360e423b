/**
 * How the detector of personal data does on the generated corpus. `node test/support/personal-report.ts` writes
 * docs/PRIVACY-TESTS.md; a test holds the document to what the code gives.
 */
import { writeFileSync } from 'node:fs';
import { decideColumn } from '../../electron/analysis/intake/column.ts';
import type { PersonalKind } from '../../shared/domain.ts';
import { printedTexts, textReport } from './free-text-report.ts';
import { labelledColumns, type LabelledColumn } from '../fixtures/generators/personal.ts';

export const CORPUS_SEED = 47;
const KINDS = [
  'residentId',
  'bankCard',
  'phone',
  'email',
  'name',
  'address',
  'birthDate',
  'plate',
  'passport',
  'account',
] as const satisfies PersonalKind[];
/** The kinds whose values have a form of their own: R47 names them. */
export const FORMAL = ['residentId', 'bankCard', 'phone', 'email'] as const;
type Label = (typeof KINDS)[number] | 'none';
const LABELS: readonly Label[] = [...KINDS, 'none'];

interface Score {
  readonly kind: Label;
  readonly columns: number;
  readonly recall: number;
  readonly precision: number;
}
export interface Report {
  readonly columns: number;
  /** counts by what a column is, then by what it is taken for */
  readonly matrix: Readonly<Record<Label, Readonly<Record<Label, number>>>>;
  readonly scores: readonly Score[];
  readonly wrong: readonly { readonly column: LabelledColumn; readonly found: Label }[];
}

/** What a column is taken for. */
export function found({ header, cells }: LabelledColumn): Label {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const { guess } = decideColumn(
    {
      position: 0,
      name: header,
      values: [...counts.keys()],
      counts: [...counts.values()],
      beyond: 0,
      rows: cells.length,
      sequence: false,
    },
    { decimal: '.', dateOrder: null, dateOrderAsked: false },
    {},
  );
  const kind = guess.personal;
  return kind === null ? 'none' : (KINDS.find((known) => known === kind) ?? 'none');
}

/** Run the detector over the corpus. */
export function personalReport(seed: number): Report {
  const corpus = labelledColumns(seed);
  const matrix = Object.fromEntries(
    LABELS.map((label) => [label, Object.fromEntries(LABELS.map((other) => [other, 0]))]),
  ) as Record<Label, Record<Label, number>>;
  const wrong: { column: LabelledColumn; found: Label }[] = [];
  for (const column of corpus) {
    const label = (column.label ?? 'none') as Label;
    const kind = found(column);
    matrix[label][kind]++;
    if (kind !== label) wrong.push({ column, found: kind });
  }
  const scores = LABELS.map((kind): Score => {
    const columns = LABELS.reduce((sum, other) => sum + matrix[kind][other], 0);
    const taken = LABELS.reduce((sum, other) => sum + matrix[other][kind], 0);
    return { kind, columns, recall: matrix[kind][kind] / columns, precision: matrix[kind][kind] / taken };
  });
  return { columns: corpus.length, matrix, scores, wrong };
}

/** The report as the document holds it. */
export function printed({ columns, matrix, scores }: Report): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const share = (value: number): string => `${(value * 100).toFixed(2)} %`;
  return [
    '# Recognising personal data',
    '',
    `${columns.toLocaleString('en')} generated columns of 20 to 120 rows in Chinese and English, up to 30 % of the cells missing, up to 20 % damaged,`,
    'a third of those whose values speak for themselves under a header that says nothing. Beside every kind stand decoys:',
    'order numbers, timestamps, bar codes, SKUs, amounts, counts, products that begin with a family name. Nothing in it',
    'belongs to anyone. `test/fixtures/generators/personal.ts` draws the corpus, `node test/support/personal-report.ts` writes',
    'this page, and a test holds it to what the code gives.',
    '',
    'Rows: what a column is. Columns: what it is taken for.',
    '',
    row(['', ...LABELS]),
    row(['---', ...LABELS.map(() => '--:')]),
    ...LABELS.map((label) => row([label, ...LABELS.map((other) => matrix[label][other])])),
    '',
    row(['kind', 'columns', 'recall', 'precision']),
    row(['---', '--:', '--:', '--:']),
    ...scores.map(({ kind, columns: n, recall, precision }) => row([kind, n, share(recall), share(precision)])),
    '',
    ...printedTexts(textReport(CORPUS_SEED)),
  ].join('\n');
}

if (import.meta.main) {
  const report = personalReport(CORPUS_SEED);
  writeFileSync(new URL('../../docs/PRIVACY-TESTS.md', import.meta.url), printed(report));
  console.log(printed(report));
  const groups = new Map<string, number>();
  for (const { column, found: kind } of report.wrong) {
    const name = `${column.what} (${column.lang}) under "${column.header}": ${String(column.label)} taken for ${kind}`;
    groups.set(name, (groups.get(name) ?? 0) + 1);
  }
  for (const [name, n] of groups) console.log(`${n} × ${name}`);
}
