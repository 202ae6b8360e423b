import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openSession } from '../../../electron/core/session.ts';
import { checkFile } from '../../../electron/db/file/check.ts';
import { SCHEMA_VERSION } from '../../../electron/db/migrate.ts';
import { openReader } from '../../../electron/db/open.ts';
import { meta } from '../../../electron/db/settings.ts';

const folder = fs.mkdtempSync(join(tmpdir(), 'pwb-verified-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

it('only the very state that was verified is opened without reading it whole once more', () => {
  const path = join(folder, 'w.persona');
  const session = openSession(path, { name: 'w' });
  session.db.exec('CREATE TABLE wide (id INTEGER PRIMARY KEY, text TEXT) STRICT');
  session.db.transaction(() => {
    for (let i = 0; i < 400; i++) session.db.run('INSERT INTO wide (text) VALUES (?)', 'x'.repeat(3000));
  });
  session.close();
  const reader = openReader(path);
  const page = reader.value<number>('PRAGMA page_size')!;
  const generation = meta(reader, 'generation')!;
  reader.close();
  // a copy has nothing beside it; a reading connection leaves these
  for (const side of ['-wal', '-shm']) fs.rmSync(path + side, { force: true });

  // the fault lies where nothing but a check of the whole file looks
  const file = fs.openSync(path, 'r+');
  fs.writeSync(file, Buffer.alloc(page, 0xff), 0, page, fs.statSync(path).size - 5 * page);
  fs.closeSync(file);
  const at = '2026-01-02T03:04:05.000Z';
  const check = (verified?: string) => checkFile(path, SCHEMA_VERSION, at, verified);
  expect(() => check()).toThrow(expect.objectContaining({ code: 'damaged' }));
  expect(() => check(generation.replace(/\d(?=<)/, (digit) => String((Number(digit) + 1) % 10)))).toThrow(
    expect.objectContaining({ code: 'damaged' }),
  );
  expect(check(generation)).toEqual([]);
});
