import type { OpenFile } from '../files.ts';
import { unsupported } from '../unsupported.ts';
import { SavInput } from './input.ts';

/** A variable as its record says it; texts are bytes, since the encoding stands behind them. */
export type RawVariable = {
  /** 0: a number, else bytes of a text */
  readonly width: number;
  /** place among the pieces of eight bytes of a case */
  readonly slot: number;
  readonly name: Buffer;
  readonly label: Buffer | null;
  /** first and last of a stretch of missing numbers */
  readonly range: readonly [number, number] | null;
  /** single missing values, eight bytes each */
  readonly missing: readonly Buffer[];
  /** number of the format by which it is shown */
  readonly format: number;
};

/** Labels of values of the variables at these places. */
export type RawLabels = {
  readonly values: readonly { readonly value: Buffer; readonly label: Buffer }[];
  readonly slots: readonly number[];
};

/** What stands before the cases. */
export type RawDictionary = {
  readonly little: boolean;
  readonly compression: 'none' | 'codes' | 'blocks';
  readonly bias: number;
  /** cases; null where the file does not say */
  readonly cases: number | null;
  readonly variables: readonly RawVariable[];
  readonly slots: number;
  readonly labels: readonly RawLabels[];
  /** extension records by their number */
  readonly extensions: ReadonlyMap<number, Buffer>;
  /** where the cases begin */
  readonly end: number;
};

const HEADER = 176;
const COMPRESSION = ['none', 'codes', 'blocks'] as const;

/** Does a file begin as one of SPSS does? */
export const isSav = (head: Buffer): boolean => /^\$FL[23]@\(#\)/.test(head.toString('latin1', 0, 8));

/**
 * Read the dictionary of a system file (GNU PSPP, "System File Format").
 * @throws AppError unsupported_file
 */
export function readDictionary(file: OpenFile): RawDictionary {
  const head = file.read(0, HEADER);
  if (head.length < HEADER) throw unsupported('savDamaged');
  const little = [2, 3].includes(head.readInt32LE(64));
  if (!little && ![2, 3].includes(head.readInt32BE(64))) throw unsupported('savDamaged');
  const int = (at: number) => (little ? head.readInt32LE(at) : head.readInt32BE(at));
  const compression = COMPRESSION[int(72)];
  if (!compression) throw unsupported('savDamaged');
  const input = new SavInput(file, HEADER, little);
  const variables: RawVariable[] = [];
  const labels: RawLabels[] = [];
  const extensions = new Map<number, Buffer>();
  let slots = 0;
  for (;;) {
    const type = input.int32();
    if (type === 2) {
      const variable = variableOf(input, slots++);
      if (variable) variables.push(variable);
    } else if (type === 3) labels.push(labelsOf(input));
    else if (type === 6) input.bytes(80 * input.int32());
    else if (type === 7) {
      const number = input.int32();
      const size = input.int32();
      extensions.set(number, Buffer.from(input.bytes(size * input.int32())));
    } else if (type === 999) break;
    else throw unsupported('savDamaged');
  }
  input.int32();
  if (variables.length === 0) throw unsupported('savDamaged');
  const cases = int(80);
  return {
    little,
    compression,
    bias: little ? head.readDoubleLE(84) : head.readDoubleBE(84),
    cases: cases < 0 ? null : cases,
    variables,
    slots,
    labels,
    extensions,
    end: input.at,
  };
}

/** Null: one more piece of the text before. */
function variableOf(input: SavInput, slot: number): RawVariable | null {
  const width = input.int32();
  const labelled = input.int32();
  const missing = input.int32();
  const format = (input.int32() >> 16) & 255;
  input.int32();
  const name = Buffer.from(input.bytes(8));
  let label: Buffer | null = null;
  if (labelled === 1) {
    const length = input.int32();
    label = Buffer.from(input.bytes(Math.ceil(length / 4) * 4).subarray(0, length));
  }
  if (width < -1 || width > 255 || missing < -3 || missing > 3 || missing === -1) throw unsupported('savDamaged');
  const range = missing < 0 ? ([input.double(), input.double()] as const) : null;
  const single = range ? -missing - 2 : missing;
  const values = Array.from({ length: single }, () => Buffer.from(input.bytes(8)));
  return width < 0 ? null : { width, slot, name, label, range, missing: values, format };
}

function labelsOf(input: SavInput): RawLabels {
  const values: { value: Buffer; label: Buffer }[] = [];
  for (let left = input.int32(); left > 0; left--) {
    const value = Buffer.from(input.bytes(8));
    const length = input.bytes(1)[0] ?? 0;
    const label = Buffer.from(input.bytes(Math.ceil((length + 1) / 8) * 8 - 1).subarray(0, length));
    values.push({ value, label });
  }
  if (input.int32() !== 4) throw unsupported('savDamaged');
  const slots: number[] = [];
  for (let left = input.int32(); left > 0; left--) slots.push(input.int32() - 1);
  return { values, slots };
}
