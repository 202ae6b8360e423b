import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale } from '../../../electron/build.ts';
import { openSession } from '../../../electron/core/session.ts';
import { FORGETTING } from '../../../electron/db/areas/sources/removed.ts';
import { meta, setMeta } from '../../../electron/db/settings.ts';
import { contract } from '../../../shared/contract.ts';
import { lockedZipOf } from '../../fixtures/files/lockedZip.ts';
import { bookOf } from '../../fixtures/files/workbook.ts';
import { envelope, openTerminal, root } from './terminal.ts';

const terminal = openTerminal();
const { folder, env, workbench, file } = terminal;

beforeAll(async () => {
  await buildIfStale(['code']);
});
afterAll(() => {
  terminal.remove();
});

describe('the command line', () => {
  it('explains itself', async () => {
    const help = await workbench(['--help']);
    expect(help).toMatchObject({ code: 0, err: '' });
    for (const command of ['run RECIPE.json', 'read FILE', 'call OPERATION', 'operations'])
      expect(help.out).toContain(command);
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await workbench(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
  });

  it.each([
    [[]],
    [['walk']],
    [['run']],
    [['run', 'a.json', 'b.json']],
    [['run', 'a.json', '--fast']],
    [['read', 'a.csv', '--out', 'x']],
    [['call', 'workspace.infos', '{}']],
    [['run', 'a.json', '--lang', 'fr']],
  ])('answers wrong usage %j with the usage and exit 2', async (args) => {
    const ended = await workbench(args);
    expect(ended.code).toBe(2);
    expect(ended.out).toBe('');
    expect(ended.err).toContain('RECIPE.json');
  });

  it('lists every operation with the schemas of its input and output', async () => {
    const { code, out } = await workbench(['operations']);
    expect(code).toBe(0);
    const listed = JSON.parse(out) as { name: string; kind: string; about: string; input: object; output: object }[];
    expect(listed.map(({ name }) => name)).toEqual(Object.keys(contract));
    const page = listed.find(({ name }) => name === 'customers.page')!;
    expect(page.input).toMatchObject({ type: 'object', additionalProperties: false, required: ['offset', 'limit'] });
    const scatter = listed.find(({ name }) => name === 'segments.scatter')!;
    expect(JSON.stringify(scatter.output)).toContain('"items":{"type":"number"}');
  });

  it('starts silently through the launcher', async () => {
    const ended = await workbench(['--version'], { entry: [join(root, 'electron/launch.js'), 'cli'] });
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('read', () => {
  it('prints every row of a GB18030 file as UTF-8', async () => {
    const text = Buffer.concat([Buffer.from('id,'), Buffer.from([0xb3, 0xc7, 0xca, 0xd0]), Buffer.from('\r\n')]);
    const row = Buffer.concat([Buffer.from('007,'), Buffer.from([0xb1, 0xb1, 0xbe, 0xa9]), Buffer.from('\r\n')]);
    const path = file('gb.csv', Buffer.concat([text, row, row, row]));
    const ended = await workbench(['read', path]);
    expect(ended).toEqual({ code: 0, out: `id,城市\n${'007,北京\n'.repeat(3)}`, err: '' });
    const facts = JSON.parse((await workbench(['read', path, '--json'])).out) as Record<string, unknown>;
    expect(facts).toMatchObject({ encoding: 'gb18030', delimiter: ',', read: 3, stored: 3, rejected: [] });
    expect(facts['columns']).toEqual(['id', '城市']);
  });

  it('reads a locked file with the password in the first line of another, and says when one is needed', async () => {
    const how = { kind: 'aes', bits: 256, version: 2 } as const;
    const path = file(
      'locked.zip',
      lockedZipOf([{ name: 'a.csv', data: 'id,n\n1,2\n3,4\n', how, password: '秘密 1' }]),
    );
    const right = file('right.txt', '\uFEFF秘密 1\r\nnotes\n');
    const wrong = file('wrong.txt', 'other\n');
    expect(await workbench(['read', path, '--password-file', right])).toEqual({
      code: 0,
      out: 'id,n\n1,2\n3,4\n',
      err: '',
    });
    const needed = await workbench(['read', path]);
    expect(needed.code).toBe(1);
    expect(envelope(needed)).toMatchObject({ code: 'password', said: { key: 'sources:password.needed' } });
    const refused = await workbench(['read', path, '--json', '--password-file', wrong]);
    expect(refused.code).toBe(1);
    expect(envelope(refused)).toMatchObject({ code: 'password', said: { key: 'sources:password.wrong' } });
    for (const bad of [file('none.txt', ''), join(folder, 'gone.txt')])
      expect((await workbench(['read', path, '--password-file', bad])).code).toBe(2);
  });

  it('reads a sheet of a workbook, and a folder of files as one table', async () => {
    const path = join(folder, 'book.xlsx');
    const rows = [
      ['id', 'name'],
      ['01', '王芳'],
    ];
    writeFileSync(
      path,
      bookOf({
        sheets: [
          { name: 'A', rows: [...rows, ['02', 'Li']] },
          { name: 'B', rows },
        ],
      }),
    );
    expect((await workbench(['read', path])).out).toBe('id,name\n01,王芳\n02,Li\n');
    expect((await workbench(['read', path, '--sheet', 'B'])).out).toBe('id,name\n01,王芳\n');
    const facts = JSON.parse((await workbench(['read', path, '--json'])).out) as Record<string, unknown>;
    expect(facts).toMatchObject({ format: 'xlsx', sheet: 'A', sheets: ['A', 'B'], read: 2, stored: 2 });
    const none = await workbench(['read', path, '--sheet', 'C']);
    expect(envelope(none)).toMatchObject({ code: 'invalid_input', said: { key: 'sources:error.noSheet' } });
    const months = join(folder, 'months');
    mkdirSync(months);
    for (const name of ['1.csv', '2.csv']) writeFileSync(join(months, name), `id,amount\n${name[0]!}1,5\n`);
    expect((await workbench(['read', months])).out).toBe('id,amount,file\n11,5,1.csv\n21,5,2.csv\n');
  });

  it('says in JSON why a file cannot be read, and exits 1', async () => {
    const missing = await workbench(['read', join(folder, 'none.csv')]);
    expect(missing).toMatchObject({ code: 1, out: '' });
    expect(envelope(missing)).toMatchObject({ code: 'not_found', said: { key: 'shell:error.read_missing' } });
    const empty = await workbench(['read', file('empty.csv', '')]);
    expect(empty).toMatchObject({ code: 1, out: '' });
    expect(envelope(empty).code).toBe('unsupported_file');
  });

  it.each([
    ['head.csv', 'a,b,c\n', 'noRows'],
    ['ends.csv', '\n\r\n\n', 'blank'],
    ['head.xlsx', bookOf({ sheets: [{ name: 'A', rows: [['a', 'b', 'c']] }] }), 'noRows'],
    ['sheet.xlsx', bookOf({ sheets: [{ name: 'A', rows: [] }] }), 'blank'],
  ])('a recipe refuses %s, which holds no row, with the reason', async (name, content, kind) => {
    file(name, content);
    const recipe = file(`${name}.json`, JSON.stringify({ version: 1, steps: [{ step: 'import', file: name }] }));
    const ended = await workbench(['run', recipe, '--workspace', join(folder, `${name}.persona`), '--data', folder]);
    expect(ended.code).toBe(1);
    expect(envelope(ended)).toMatchObject({
      code: 'unsupported_file',
      said: { key: `sources:unsupported.${kind}` },
    });
  });

  it('ends well when its reader has seen enough', async () => {
    const path = file('long.csv', `a,b\n${'1,2\n'.repeat(200_000)}`);
    const command = `'${process.execPath}' '${join(root, 'dist/cli.js')}' read '${path}' | head -2`;
    expect(execFileSync('bash', ['-o', 'pipefail', '-c', command], { env }).toString()).toBe('a,b\n1,2\n');
  });
});

describe('call', () => {
  const workspace = join(folder, 'call.persona');

  it('finishes a removal that was interrupted before it ends, however short it is', async () => {
    const path = join(folder, 'interrupted.persona');
    await workbench(['call', 'workspace.info', '{}', '--workspace', path]);
    const left = () => {
      const session = openSession(path, null);
      try {
        return meta(session.db, FORGETTING);
      } finally {
        session.close();
      }
    };
    const before = openSession(path, null);
    const nothing = { sources: [], built: [], tables: [], segmentations: [], notes: [] };
    before.db.transaction(() => setMeta(before.db, FORGETTING, JSON.stringify(nothing)));
    before.close();
    expect(left()).not.toBe('');
    expect((await workbench(['call', 'workspace.info', '{}', '--workspace', path])).code).toBe(0);
    expect(left()).toBe('');
  });

  it('runs one operation in a workspace, which it makes', async () => {
    const made = await workbench(['call', 'workspace.info', '{}', '--workspace', workspace]);
    expect(JSON.parse(made.out)).toMatchObject({ name: 'call', customers: 0 });
    expect(made.code).toBe(0);
    const rows = Array.from({ length: 30 }, (_, i) => `K${String(i)},${String(i * 3)}`).join('\n');
    const input = JSON.stringify({ fileId: `@${file('few.csv', `key,amount\n${rows}\n`)}` });
    const imported = await workbench(['call', 'sources.import', input, '--workspace', workspace]);
    expect(JSON.parse(imported.out)).toMatchObject({ name: 'few.csv', read: 30, stored: 30, rejected: 0 });
    const page = await workbench(['call', 'customers.page', '{"offset":0,"limit":2}', '--workspace', workspace]);
    expect(JSON.parse(page.out)).toMatchObject({ count: 30, total: 30 });
  });

  it('brings back a copy of a workspace that does not open, named by its path', async () => {
    const spoiled = join(folder, 'spoiled.persona');
    const made = await workbench(['call', 'workspace.makeCopy', '{}', '--workspace', spoiled]);
    const { name } = JSON.parse(made.out) as { name: string };
    writeFileSync(spoiled, Buffer.concat([readFileSync(spoiled).subarray(0, 8192), Buffer.alloc(65_536, 0x5a)]));
    const shut = await workbench(['call', 'workspace.info', '{}', '--workspace', spoiled]);
    expect(envelope(shut)).toMatchObject({ code: 'damaged', details: { copy: { name, good: true } } });
    const listed = await workbench(['call', 'workspace.copies', JSON.stringify({ fileId: `@${spoiled}` })]);
    expect(JSON.parse(listed.out)).toMatchObject({ workspace: 'spoiled', copies: [{ name }] });
    const put = await workbench(['call', 'workspace.restoreCopy', JSON.stringify({ name }), '--workspace', spoiled]);
    expect(JSON.parse(put.out)).toMatchObject({ info: { name: 'spoiled' }, setAside: expect.any(String) as string });
    rmSync(spoiled);
    const restored = await workbench([
      'call',
      'workspace.restoreCopy',
      JSON.stringify({ fileId: `@${spoiled}`, name }),
    ]);
    expect(JSON.parse(restored.out)).toMatchObject({ info: { name: 'spoiled', path: spoiled }, setAside: null });
    expect((await workbench(['call', 'workspace.info', '{}', '--workspace', spoiled])).code).toBe(0);
  });

  it('prints the error envelope of a wrong input, naming the field', async () => {
    const wrong = await workbench([
      'call',
      'customers.page',
      '{"offset":0,"limit":2,"colour":1}',
      '--workspace',
      workspace,
    ]);
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(envelope(wrong).code).toBe('invalid_input');
    expect(envelope(wrong).message).toContain('colour');
    expect(envelope(await workbench(['call', 'customers.page', '{', '--workspace', workspace])).code).toBe(
      'invalid_input',
    );
  });

  it('takes no blanks for a name', async () => {
    const wrong = await workbench(['call', 'workspace.rename', '{"name":"  "}', '--workspace', workspace]);
    expect(envelope(wrong)).toMatchObject({ code: 'invalid_input' });
  });

  it('answers in the language asked for', async () => {
    const { err } = await workbench(['call', 'segments.rename', '{}', '--lang', 'zh-CN', '--workspace', workspace]);
    expect(envelope({ code: 1, out: '', err }).message).toMatch(/[\u4e00-\u9fff]/);
  });
});
