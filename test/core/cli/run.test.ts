import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale } from '../../../electron/build.ts';
import { findBrowser } from '../../../electron/shell/browsers.ts';
import { envelope, openTerminal, root } from './terminal.ts';

const terminal = openTerminal();
const { folder, workbench, file } = terminal;

beforeAll(async () => {
  await buildIfStale(['code']);
});
afterAll(() => {
  terminal.remove();
});

describe('run', () => {
  const data = join(folder, 'data');
  const recipe = {
    version: 1,
    steps: [
      { step: 'import', file: 'members.csv' },
      { step: 'segment', seed: 7 },
      { step: 'draft' },
      { step: 'export', formats: ['html', 'markdown', 'json'] },
    ],
  };
  type Result = {
    workspace: string | null;
    imports: {
      file: string;
      encoding: string;
      delimiter: string;
      read: number;
      stored: number;
      rejected: number;
      columns: Record<string, unknown>[];
    }[];
    segmentation: { k: number; seed: number; features: unknown[]; segments: { size: number; share: number }[] };
    personas: { title: string; claims: { field: string; basis: string; text: string; n: number }[] }[];
    exports: string[];
    ms: Record<string, number>;
  };
  beforeAll(() => {
    mkdirSync(data);
    writeFileSync(join(data, 'members.csv'), readFileSync(join(root, 'resources/sample/members.csv')));
  });

  it('replays a recipe from file to cards, the same twice', async () => {
    const path = file('study.json', JSON.stringify(recipe));
    const runs: { result: Result; bytes: Map<string, Buffer> }[] = [];
    for (const out of ['first', 'second']) {
      const target = join(folder, out);
      const ended = await workbench(['run', path, '--data', data, '--out', target, '--json']);
      expect(ended.code, ended.err).toBe(0);
      for (const line of ended.err.split('\n')) expect(line).not.toMatch(/^[{[]/);
      const result = JSON.parse(ended.out) as Result;
      const bytes = new Map(result.exports.map((name) => [name.slice(target.length), readFileSync(name)]));
      expect(result.workspace).toBe(join(target, 'study.persona'));
      expect(existsSync(result.workspace!)).toBe(true);
      runs.push({ result, bytes });
    }
    const [first, second] = runs.map(({ result }) => result) as [Result, Result];
    const [imported] = first.imports;
    expect(imported).toMatchObject({ file: 'members.csv', encoding: 'gb18030', delimiter: ',' });
    expect(imported!.read).toBe(imported!.stored + imported!.rejected);
    expect(Object.keys(imported!.columns[0]!)).toEqual(
      expect.arrayContaining(['name', 'type', 'role', 'dimension', 'missing', 'distinct', 'reason']),
    );
    expect(first.segmentation.seed).toBe(7);
    expect(first.segmentation.segments).toHaveLength(first.segmentation.k);
    expect(first.personas).toHaveLength(first.segmentation.k);
    for (const { claims } of first.personas)
      for (const claim of claims)
        expect(Object.keys(claim)).toEqual(expect.arrayContaining(['field', 'basis', 'text', 'n']));
    expect(first.exports.length).toBeGreaterThanOrEqual(3);
    expect(Object.keys(first.ms)).toEqual(expect.arrayContaining(['import', 'features', 'segment', 'draft', 'export']));

    const { workspace: _w1, exports: _e1, ms: _m1, ...rest } = first;
    const { workspace: _w2, exports: _e2, ms: _m2, ...again } = second;
    expect(JSON.stringify(again)).toBe(JSON.stringify(rest));
    expect([...runs[1]!.bytes.keys()]).toEqual([...runs[0]!.bytes.keys()]);
    for (const [name, bytes] of runs[0]!.bytes) expect(runs[1]!.bytes.get(name)!.equals(bytes), name).toBe(true);
  }, 180_000);

  it('uses a workspace once and removes it when none is asked for', async () => {
    const path = file('once.json', JSON.stringify({ steps: recipe.steps.slice(0, 1) }));
    const before = readdirSync(folder).sort();
    const ended = await workbench(['run', path, '--data', data]);
    expect(ended.code, ended.err).toBe(0);
    expect(JSON.parse(ended.out)).toMatchObject({ workspace: null, segmentation: null, personas: [], exports: [] });
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  it.runIf(findBrowser() !== null)('draws pictures and pages with an installed browser', async () => {
    const steps = [
      { step: 'import', file: 'members.csv' },
      { step: 'segment', k: 2, restarts: 1 },
      { step: 'draft' },
      { step: 'export', formats: ['png', 'pdf'] },
    ];
    const path = file('drawn.json', JSON.stringify({ steps }));
    const ended = await workbench(['run', path, '--data', data, '--out', join(folder, 'drawn')]);
    expect(ended.code, ended.err).toBe(0);
    const { exports } = JSON.parse(ended.out) as Result;
    const heads = new Set(exports.map((name) => readFileSync(name).subarray(1, 4).toString()));
    expect(heads).toEqual(new Set(['PNG', 'PDF']));
  });

  it('refuses an unknown step or field by name and leaves nothing behind', async () => {
    const path = file('wrong.json', JSON.stringify({ steps: [{ step: 'import', file: 'members.csv', speed: 9 }] }));
    const ended = await workbench(['run', path, '--data', data, '--out', join(folder, 'none')]);
    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(envelope(ended).message).toContain('speed');
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('says which file is missing, and where it was looked for', async () => {
    const path = file('lost.json', JSON.stringify({ steps: [{ step: 'import', file: 'lost.csv' }] }));
    const ended = await workbench(['run', path, '--data', data]);
    expect(envelope(ended)).toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('lost.csv') as string,
    });
  });
});

/** An older Node of this machine, if there is one. */
function olderNode(): string | null {
  for (const part of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(part, 'node');
    if (part.includes('node_modules') || !existsSync(path)) continue;
    const version = execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' });
    if (Number.parseInt(version, 10) < 24) return path;
  }
  return null;
}

describe('an older Node (R45)', () => {
  const program = olderNode();
  if (program === null) console.log('no older Node on the PATH: its refusal is not tried');
  const launcher = { program: program ?? '', entry: [join(root, 'electron/launch.js'), 'cli'] };

  it.runIf(program !== null)('is replaced by the Node that came with the packages', async () => {
    const ended = await workbench(['--version'], launcher);
    expect(ended.code, ended.err).toBe(0);
    expect(ended.out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.runIf(program !== null)(
    'is refused in one line, before the driver is loaded, where that Node is missing',
    async () => {
      const ended = await workbench(['--version'], { ...launcher, extra: { PERSONA_NODE_TRIED: '1' } });
      expect(ended).toMatchObject({ code: 1, out: '' });
      expect(ended.err.trim().split('\n')).toHaveLength(1);
      expect(ended.err).toContain('Node 24');
    },
  );

  it.runIf(program !== null)('is refused by every bundle that is started by hand', async () => {
    for (const name of ['cli', 'browser']) {
      const ended = await workbench(['--version'], { program: program ?? '', entry: [join(root, `dist/${name}.js`)] });
      expect(ended, name).toMatchObject({ code: 1, out: '' });
      expect(ended.err).toMatch(/^Node 24 or newer is needed[^\n]*\n$/);
    }
  });
});
