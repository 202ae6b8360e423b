import { isUtf8 } from 'node:buffer';
import type { SchemaElement, TimeUnit } from 'hyparquet';
import { numberText } from '../xlsx/values.ts';

/** A value as it is stored. */
export type Stored = boolean | number | bigint | Uint8Array;

/** How the values of a column become text. `plain`: numbers and truth values, which JSON writes without quotes. */
export type Printer = {
  readonly print: (value: Stored) => string;
  readonly plain: boolean;
  /** bytes that no description says to be text */
  readonly bare: boolean;
};

/** Stands behind a text whose bytes are none: half of a pair, which no bytes of UTF-8 are decoded to. */
export const UNDECODABLE = '\udc80';
/** The last moment a date can name (ECMA-262, 21.4.1.1), in milliseconds from 1970. */
const LAST_MOMENT = 8_640_000_000_000_000n;
const DAY_MS = 86_400_000n;
/** Day 0 of 1970 among Julian days, which count those of INT96. */
const JULIAN_1970 = 2_440_588n;
const LOW_64 = (1n << 64n) - 1n;
const PER_SECOND: Record<TimeUnit, bigint> = { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n };

/** How a column is printed, by its logical type, else by its older converted type (Apache Parquet format, "Logical Types"). */
export function printerOf(element: SchemaElement): Printer {
  const { logical_type: logical, converted_type: converted, type } = element;
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
    const scale = (logical?.type === 'DECIMAL' ? logical.scale : element.scale) ?? 0;
    return printing((value) => scaled(wholeOf(value), scale), true);
  }
  if (logical?.type === 'DATE' || converted === 'DATE') return printing((value) => dayText(BigInt(Number(value))));
  if (logical?.type === 'TIMESTAMP') {
    const { unit, isAdjustedToUTC } = logical;
    return printing((value) => momentText(wholeOf(value), unit, isAdjustedToUTC));
  }
  if (converted === 'TIMESTAMP_MILLIS') return printing((value) => momentText(wholeOf(value), 'MILLIS', true));
  if (converted === 'TIMESTAMP_MICROS') return printing((value) => momentText(wholeOf(value), 'MICROS', true));
  if (logical?.type === 'TIME') return printing((value) => clockText(wholeOf(value), logical.unit));
  if (converted === 'TIME_MILLIS') return printing((value) => clockText(wholeOf(value), 'MILLIS'));
  if (converted === 'TIME_MICROS') return printing((value) => clockText(wholeOf(value), 'MICROS'));
  switch (type) {
    case 'BOOLEAN':
      return printing(String, true);
    case 'INT32':
    case 'INT64': {
      const bits = type === 'INT32' ? 32 : 64;
      const unsigned = (logical?.type === 'INTEGER' && !logical.isSigned) || (converted?.startsWith('UINT_') ?? false);
      return printing(unsigned ? (value) => String(BigInt.asUintN(bits, wholeOf(value))) : String, true);
    }
    case 'INT96':
      return printing((value) => julianText(wholeOf(value)));
    case 'FLOAT':
      return printing((value) => shortFloat(Number(value)), true);
    case 'DOUBLE':
      return printing((value) => numberText(String(value)), true);
    default:
      return bytePrinter(element);
  }
}

const printing = (print: Printer['print'], plain = false, bare = false): Printer => ({ print, plain, bare });
const ofBytes = (print: (bytes: Uint8Array) => string, plain = false, bare = false): Printer =>
  printing((value) => (value instanceof Uint8Array ? print(value) : String(value)), plain, bare);

function bytePrinter({ logical_type: logical, converted_type: converted }: SchemaElement): Printer {
  const name = logical?.type ?? converted;
  switch (name) {
    case 'STRING':
    case 'UTF8':
    case 'ENUM':
    case 'JSON':
      return ofBytes((bytes) => (isUtf8(bytes) ? decoder.decode(bytes) : decoder.decode(bytes) + UNDECODABLE));
    case 'UUID':
      return ofBytes((bytes) => hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
    case 'FLOAT16':
      return ofBytes((bytes) => halfText(bytes), true);
    case 'INTERVAL':
      return ofBytes(intervalText);
    default:
      // older programs say of no text that it is one
      return ofBytes((bytes) => (isText(bytes) ? decoder.decode(bytes) : `0x${hex(bytes)}`), false, true);
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
const isText = (bytes: Uint8Array): boolean =>
  isUtf8(bytes) && !bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32));

function wholeOf(value: Stored): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value);
  return value.length === 0 ? 0n : BigInt.asIntN(value.length * 8, BigInt(`0x${hex(value)}`));
}

/** A whole number of `scale` decimal places, all of them written. */
function scaled(value: bigint, scale: number): string {
  if (scale <= 0 || scale > 1000) return String(value);
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The shortest text that is this number among those of 32 bits. */
function shortFloat(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return numberText(String(Number(text)));
  }
  return numberText(String(value));
}

/** IEEE 754 binary16, the low byte first. */
function halfText(bytes: Uint8Array): string {
  const bits = (bytes[0] ?? 0) + 256 * (bytes[1] ?? 0);
  const sign = bits >= 32768 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const part = bits & 1023;
  if (exponent === 31) return part === 0 ? String(sign * Infinity) : 'NaN';
  const value = exponent === 0 ? part * 2 ** -24 : (1 + part / 1024) * 2 ** (exponent - 15);
  return numberText(String(Number((sign * value).toPrecision(5))));
}

/** Months, days and milliseconds (ISO 8601 duration). */
function intervalText(bytes: Uint8Array): string {
  if (bytes.length !== 12) return `0x${hex(bytes)}`;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 12);
  const [months, days, ms] = [0, 4, 8].map((at) => view.getUint32(at, true));
  return `P${String(months)}M${String(days)}DT${scaled(BigInt(ms ?? 0), 3)}S`;
}

function dayText(day: bigint): string {
  const ms = day * DAY_MS;
  return ms > LAST_MOMENT || ms < -LAST_MOMENT ? String(day) : new Date(Number(ms)).toISOString().replace(/T.*/, '');
}

/** A moment of ISO 8601; `Z` where it is one of UTC, nothing where it is one of a clock on a wall. */
function momentText(value: bigint, unit: TimeUnit, utc: boolean): string {
  const per = PER_SECOND[unit];
  const rest = ((value % per) + per) % per;
  const ms = ((value - rest) / per) * 1000n;
  if (ms > LAST_MOMENT || ms < -LAST_MOMENT) return String(value);
  return `${new Date(Number(ms)).toISOString().slice(0, -5)}${fraction(rest, per)}${utc ? 'Z' : ''}`;
}

function julianText(value: bigint): string {
  const nanos = ((value >> 64n) - JULIAN_1970) * DAY_MS * 1_000_000n + (value & LOW_64);
  return momentText(nanos, 'NANOS', false);
}

function clockText(value: bigint, unit: TimeUnit): string {
  const per = PER_SECOND[unit];
  const seconds = value / per;
  if (value < 0n || seconds > 86_400n) return String(value);
  const two = (n: bigint) => String(n).padStart(2, '0');
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${fraction(value % per, per)}`;
}

/** What is left of a second, if anything. */
const fraction = (rest: bigint, per: bigint): string =>
  rest === 0n ? '' : `.${String(rest).padStart(String(per).length - 1, '0')}`;
