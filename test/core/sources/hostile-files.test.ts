import { fork } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReadOptions } from '../../../shared/contract/sources.ts';
import type { JobContext } from '../../../electron/core/area.ts';
import { area } from '../../../electron/core/areas/sources/handlers.ts';
import { Pool } from '../../../electron/workers/pool.ts';
import { HOSTILE } from '../../fixtures/files/hostile.ts';
import { xlsOf } from '../../fixtures/files/biff.ts';
import { odsOf } from '../../fixtures/files/ods.ts';
import { bookOf, sheetOf } from '../../fixtures/files/workbook.ts';
import { createBench, type Bench } from './harness.ts';
import type { Answers } from './hostileChild.ts';

/** What a refusal may cost (R16): time, and memory of the whole process. */
const MOST_MS = 2000;
const MOST_MB = 300;

const folder = fs.mkdtempSync(join(tmpdir(), 'hostile-files-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function tried(paths: string[]): Promise<Answers> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'hostileChild.ts'), paths, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let noise = '';
    child.stderr!.on('data', (chunk: Buffer) => (noise += chunk.toString()));
    child.on('message', (answers: Answers) => {
      resolve(answers);
    });
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`the process ended with ${String(code)}: ${noise}`));
    });
  });
}

describe('hostile workbooks are refused at once and leave nothing (R16 to R19, R27)', () => {
  let all: Answers;
  beforeAll(async () => {
    const paths = HOSTILE.map((_, i) => join(folder, `${String(i)}.xlsx`));
    HOSTILE.forEach(({ bytes }, i) => {
      fs.writeFileSync(paths[i]!, bytes());
    });
    all = await tried(paths);
    for (const path of paths) fs.rmSync(path);
  }, 300_000);

  it.each(HOSTILE.map(({ name, refusals }, i) => ({ name, refusals, i })))('$name', ({ refusals, i }) => {
    const { keys, ms } = all.answers[i]!;
    for (const key of keys) expect(refusals).toContain(key?.replace('sources:unsupported.', '') ?? null);
    expect(ms).toBeLessThan(MOST_MS);
  });
  it('within the memory of an ordinary file, and nothing of them is stored', () => {
    expect(all.answers).toHaveLength(HOSTILE.length);
    expect(all.rssMb).toBeLessThan(MOST_MB);
    expect(all.stored).toBe(0);
  });
});

describe('ordinary workbooks', () => {
  let bench: Bench;
  const call = <K extends 'sources.inspect' | 'sources.import'>(op: K, fileId: string, read: object = {}) => {
    const input = { fileId, read: ReadOptions.parse(read), columns: [], mapping: {} };
    const handler = area.handlers[op] as (context: JobContext, given: object) => Promise<never>;
    return handler(bench.job(), input) as ReturnType<(typeof area.handlers)[K]>;
  };
  beforeAll(() => {
    bench = createBench();
  });
  afterAll(() => bench.close());

  it('are inspected with their sheets and imported with their rows', async () => {
    const path = join(folder, '客户.xlsx');
    fs.writeFileSync(
      path,
      bookOf({
        sheets: [
          {
            name: '客户',
            rows: [
              ['客户编号', '城市', '金额'],
              ...Array.from({ length: 40 }, (_, i) => [`00${String(i)}`, '上海', i]),
            ],
          },
          { name: '订单', rows: [['订单号', '金额'], ...Array.from({ length: 10 }, (_, i) => [`A${String(i)}`, i])] },
          { name: '备注', rows: [], state: 'hidden' },
        ],
      }),
    );
    const fileId = bench.file(path);
    const facts = await call('sources.inspect', fileId);
    expect(facts).toMatchObject({ format: 'xlsx', read: 40, storable: 40, rejected: 0 });
    expect(facts.sheets).toEqual([
      { name: '客户', rows: 41, hidden: false },
      { name: '订单', rows: 11, hidden: false },
    ]);
    expect(facts.sheet).toMatchObject({ value: '客户', overridden: false });
    expect(facts.preview[0]).toMatchObject({ line: 2 });
    const receipt = await call('sources.import', fileId);
    expect(receipt).toMatchObject({ format: 'xlsx', sheet: '客户', read: 40, stored: 40, rejected: 0 });
    expect(receipt.columns[0]).toMatchObject({ name: '客户编号', type: 'identifier' });
    const second = await call('sources.import', fileId, { sheet: '订单' });
    expect(second).toMatchObject({ format: 'xlsx', sheet: '订单', read: 10, stored: 10 });
    expect(second.sourceId).not.toBe(receipt.sourceId);
    for (const read of [{ sheet: '客户' }, {}])
      expect(await call('sources.import', fileId, read)).toMatchObject({ mode: 'skip', sourceId: receipt.sourceId });
  });

  it.each([
    ['会员.xls', 'xls', xlsOf],
    ['会员.ods', 'ods', odsOf],
  ] as const)('%s is imported with its rows, and known again by what it holds', async (name, format, write) => {
    const path = join(folder, name);
    const sheets = [
      {
        name: '会员',
        rows: [['会员号', '城市'], ...Array.from({ length: 30 }, (_, i) => [`${format}-${String(i)}`, '广州'])],
      },
      {
        name: '门店',
        rows: [['门店', '金额'], ...Array.from({ length: 12 }, (_, i) => [`${format} ${String(i)}`, i])],
      },
    ];
    fs.writeFileSync(path, write({ sheets }));
    const fileId = bench.file(path);
    expect(await call('sources.inspect', fileId)).toMatchObject({ format, read: 30, storable: 30, rejected: 0 });
    const receipt = await call('sources.import', fileId);
    expect(receipt).toMatchObject({ format, sheet: '会员', read: 30, stored: 30, rejected: 0 });
    expect(await call('sources.import', fileId, { sheet: '门店' })).toMatchObject({
      format,
      sheet: '门店',
      stored: 12,
    });
    expect(await call('sources.import', fileId)).toMatchObject({ mode: 'skip', sourceId: receipt.sourceId });
  });

  it('of several files handed over together are one source', async () => {
    const names = ['1月.csv', '2月.csv'].map((name, i) => {
      const path = join(folder, `upload-${String(i)}`);
      fs.writeFileSync(path, `客户编号,金额\n${String(i)}1,5\n${String(i)}2,6\n`);
      return bench.files.register(path, { name, purpose: 'read' }).fileId;
    });
    const { fileId, name, size } = bench.files.together(names, '月报');
    expect(name).toBe('月报');
    expect(size).toBe(60);
    const receipt = await call('sources.import', fileId);
    expect(receipt).toMatchObject({ name: '月报', format: 'folder', read: 4, stored: 4 });
    expect(receipt.columns.map((column) => column.name)).toEqual(['客户编号', '金额', 'file']);
  });

  it('of a folder are one source', async () => {
    const path = join(folder, 'months');
    fs.mkdirSync(path);
    for (const month of ['01', '02', '03'])
      fs.writeFileSync(join(path, `${month}.csv`), `id,amount\n${month}1,5\n${month}2,6\n`);
    expect(await call('sources.import', bench.file(path))).toMatchObject({ format: 'folder', read: 6, stored: 6 });
  });

  it('are read as before after a hostile one', async () => {
    const bad = join(folder, 'bad.xlsx');
    fs.writeFileSync(bad, HOSTILE.find(({ name }) => name.includes('claims 1 MB in both'))!.bytes());
    await expect(call('sources.inspect', bench.file(bad))).rejects.toMatchObject({ code: 'unsupported_file' });
    const good = join(folder, 'good.xlsx');
    fs.writeFileSync(
      good,
      sheetOf([
        ['id', 'name'],
        ['1', 'one'],
        ['2', 'two'],
      ]),
    );
    expect(await call('sources.inspect', bench.file(good))).toMatchObject({ storable: 2 });
  });
});

describe('a reading thread that dies or hangs (R17)', () => {
  const entry = (name: string, code: string) => {
    const path = join(folder, `${name}.mjs`);
    fs.writeFileSync(
      path,
      `import { parentPort } from 'node:worker_threads';\nparentPort.on('message', (call) => { ${code} });\n`,
    );
    return pathToFileURL(path);
  };

  it('is told apart, and the next task gets a thread of its own', async () => {
    const pool = new Pool(
      1,
      entry(
        'greedy',
        `if (call.input.path === 'bad') { const all = []; for (let i = 0; ; i++) all.push({ i, more: [i, i] }); }
         parentPort.postMessage({ type: 'ok', id: call.id, output: 'fine' });`,
      ),
      64,
    );
    await expect(pool.run('intake.hash', { path: 'bad' })).rejects.toMatchObject({
      code: 'internal',
      said: { key: 'errors:thread_memory' },
    });
    expect(await pool.run('intake.hash', { path: 'good' })).toBe('fine');
    await pool.close();
  }, 120_000);

  it('is ended when it gives no sign, and waited for while it does', async () => {
    const pool = new Pool(
      1,
      entry(
        'quiet',
        `if (call.input.path === 'bad') for (;;);
         let n = 0;
         const timer = setInterval(() => {
           parentPort.postMessage({ type: 'progress', id: call.id, progress: { step: 'x', done: n, total: null } });
           if (++n === 10) { clearInterval(timer); parentPort.postMessage({ type: 'ok', id: call.id, output: 'fine' }); }
         }, 100);`,
      ),
    );
    expect(await pool.run('intake.hash', { path: 'good' }, { quietMs: 500 })).toBe('fine');
    await expect(pool.run('intake.hash', { path: 'bad' }, { quietMs: 200 })).rejects.toMatchObject({
      code: 'internal',
      said: { key: 'errors:thread_hung' },
    });
    expect(await pool.run('intake.hash', { path: 'good' }, { quietMs: 500 })).toBe('fine');
    await pool.close();
  });
});
