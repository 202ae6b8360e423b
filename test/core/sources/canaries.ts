import fs from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, inflateRawSync, inflateSync, unzipSync, zstdDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import type { Client } from '../../../shared/client.ts';
import { numbers } from '../personas/study.ts';

/** People who do not exist, each value one of a kind. */
export interface Canaries {
  readonly values: ReadonlySet<string>;
  /** 1,800 customers; every hundredth line has a cell too many and is rejected */
  readonly members: string;
  /** orders that say the e-mail again, and web events by phone */
  readonly orders: string;
  /** talks with some of them: e-mail, phone and name in running text */
  readonly notes: readonly string[];
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** What any canary looks like: one pass over the bytes finds every candidate. */
const SHAPE = /q[a-z]{9}@tee\.example|Quill[a-z]{8}|139\d{8}/g;

/** Make them up. */
export function canaries(people: number, seed = 11): Canaries {
  const pick = numbers(seed);
  const word = (length: number) => Array.from({ length }, () => LETTERS[pick(26)]!).join('');
  const values = new Set<string>();
  const fresh = (make: () => string): string => {
    for (;;) {
      const value = make();
      if (values.has(value)) continue;
      values.add(value);
      return value;
    }
  };
  const members = ['member,name,email,phone,age,city,visits,spend'];
  const orders = ['order,member,email,date,amount'];
  const notes: string[] = [];
  for (let i = 0; i < people; i++) {
    const name = fresh(() => `Quill${word(8)}`);
    const email = fresh(() => `q${word(9)}@tee.example`);
    const phone = fresh(() => `139${String(pick(100_000_000)).padStart(8, '0')}`);
    const group = i % 3;
    const row = [
      `M${String(i + 1).padStart(5, '0')}`,
      name,
      email,
      phone,
      String([20, 40, 60][group]! + pick(8)),
      ['Harbour', 'Mill', 'Hill'][pick(3)]!,
      String([40, 12, 3][group]! + pick(5)),
      String([200, 1500, 4000][group]! + pick(99)),
    ];
    members.push((i % 100 === 99 ? [...row, 'one', 'too many'] : row).join(','));
    for (let o = 0; o < 2; o++)
      orders.push(`O${i * 2 + o},${row[0]!},${email},2025-0${1 + pick(9)}-1${pick(9)},${10 + pick(90)}`);
    if (i % 150 === 0)
      notes.push(
        `Interviewer: Thank you for coming.\n${name}: Write to ${email} or call ${phone}. I like green tea, ${i}.\n`,
      );
  }
  return { values, members: `${members.join('\n')}\n`, orders: `${orders.join('\n')}\n`, notes };
}

const found = (text: string, values: ReadonlySet<string>, hits: Set<string>): void => {
  for (const [one] of text.matchAll(SHAPE)) if (values.has(one)) hits.add(one);
};

const UNPACK = [inflateSync, inflateRawSync, unzipSync, brotliDecompressSync, zstdDecompressSync];
/** A stored cell, and what comes out of it where it is packed. */
function unpacked(cell: Buffer): Buffer[] {
  return [
    cell,
    ...UNPACK.flatMap((unpack) => {
      try {
        return [unpack(cell)];
      } catch {
        return [];
      }
    }),
  ];
}

/** All canaries in some bytes: as UTF-8, and as UTF-16LE at even and odd places. */
function inBytes(bytes: Buffer, values: ReadonlySet<string>, hits: Set<string>): void {
  found(bytes.toString('latin1'), values, hits);
  found(bytes.toString('utf16le'), values, hits);
  found(bytes.subarray(1).toString('utf16le'), values, hits);
}

/** Every canary in any file under a folder: in its bytes, and in the packed cells of its tables. By file. */
export function scan(folder: string, values: ReadonlySet<string>): Map<string, number> {
  const files = new Map<string, number>();
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = fs.readFileSync(path);
    const hits = new Set<string>();
    inBytes(bytes, values, hits);
    if (bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3' && !path.endsWith('-lock'))
      inCells(path, values, hits);
    if (hits.size > 0) files.set(entry.name, hits.size);
  }
  return files;
}

function inCells(path: string, values: ReadonlySet<string>, hits: Set<string>): void {
  const db = new Database(path, { readonly: true });
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
    for (const table of tables)
      for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().iterate() as IterableIterator<unknown[]>)
        for (const cell of row)
          if (cell instanceof Uint8Array) for (const part of unpacked(Buffer.from(cell))) inBytes(part, values, hits);
          else if (typeof cell === 'string') found(cell, values, hits);
  } finally {
    db.close();
  }
}

/** Bring them in and use them: import, clean, join, group, draft, notes with quotes on a card, undo and redo. */
export async function livedIn(
  client: Client,
  register: (path: string) => Promise<string> | string,
  folder: string,
  made: Canaries,
): Promise<{ members: number; orders: number; notes: number[] }> {
  const given: string[] = [];
  const give = async (name: string, text: string) => {
    const path = join(folder, name);
    fs.writeFileSync(path, text);
    given.push(path);
    return register(path);
  };
  const members = await client.call('sources.import', {
    fileId: await give('members.csv', made.members),
    kind: 'customers',
    mapping: { customer: 'member', name: 'name', email: 'email', phone: 'phone' },
  });
  const orders = await client.call('sources.import', {
    fileId: await give('orders.csv', made.orders),
    kind: 'orders',
    mode: 'new',
    mapping: { customer: 'member', order: 'order', date: 'date', amount: 'amount' },
  });
  await client.call('cleaning.add', {
    sourceId: members.sourceId,
    steps: [{ op: 'normalise', columns: ['name', 'email'] }],
  });
  await client.call('cleaning.run', { sourceId: members.sourceId });
  await client.call('customers.build', {});
  await client.call('segments.run', { k: 3 });
  const [card] = await client.call('personas.draft', {});
  const notes: number[] = [];
  for (const text of made.notes) notes.push((await client.call('notes.add', { text, consent: 'yes' })).id);
  const first = made.notes[0]!;
  const start = first.indexOf('I like');
  const quote = await client.call('notes.mark', { note: notes[0]!, start, stop: start + 16 });
  await client.call('notes.link', { id: notes[0]!, customers: [1] });
  await client.call('personas.addQuote', { id: card!.id, rev: card!.rev, quote: quote.id, field: 'needs' });
  for (let i = 0; i < 6; i++) await client.call('workspace.undo', {});
  for (let i = 0; i < 6; i++) await client.call('workspace.redo', {});
  await client.call('customers.build', {});
  for (const path of given) fs.rmSync(path);
  return { members: members.sourceId, orders: orders.sourceId, notes };
}
