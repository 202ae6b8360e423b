import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { uniqueNames } from '../../../electron/analysis/intake/header.ts';
import { readRecipe } from '../../../shared/recipe.ts';
import { fileOf, rawOf } from './data.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

const support = join(import.meta.dirname, '../../support');
const folder = fs.mkdtempSync(join(tmpdir(), 'headers-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const LONG = 'x'.repeat(10_240);
const HOSTILE = [
  'id',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype',
  'polluted',
  '__proto__',
  '',
  '  ',
  '👩‍👩‍👧‍👦 familia',
  '𠮷㐂',
  '"quoted"',
  'a;b',
  '<img src=x onerror=alert(1)>',
  "'); DROP TABLE source; --",
  'rowid',
  'c0',
  LONG,
];
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const rows = Array.from({ length: 30 }, (_, r) => HOSTILE.map((_, c) => (c === 0 ? `K${r}` : `v${r}.${c}`)));
const text = `${[HOSTILE, ...rows].map((cells) => cells.map(quoted).join(',')).join('\n')}\n`;
const NAMES = uniqueNames(HOSTILE, HOSTILE.length);

describe('headers that mean harm (R20)', () => {
  it('go through import, table and recipe unchanged where Object.prototype is frozen in every thread', () => {
    const file = join(folder, 'headers.csv');
    fs.writeFileSync(file, text);
    const preload = pathToFileURL(join(support, 'freeze.mjs')).href;
    const output = execFileSync(
      process.execPath,
      [...ENGINE_OPTIONS, join(support, 'headers-process.ts'), join(folder, 'w.persona'), file],
      { env: { ...process.env, NODE_OPTIONS: `--import=${preload}` }, encoding: 'utf8', maxBuffer: 1 << 26 },
    );
    const seen = JSON.parse(output) as Record<string, unknown>;
    expect(seen).toMatchObject({
      frozen: true,
      polluted: null,
      keys: [],
      names: NAMES,
      receipt: { read: 30, stored: 30, rejected: 0 },
      attributes: NAMES,
    });
    expect(seen['cells']).toEqual(rows);
    // what is saved as a recipe is read again with the same names
    const [step] = readRecipe(seen['recipe']).steps;
    const named = step?.step === 'import' ? step.options?.columns?.map(({ name }) => name) : undefined;
    expect(named).toEqual(NAMES);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('get names of their own: none empty, none twice, the first with its name', () => {
    expect(NAMES[7]).toBe('__proto__ (2)');
    expect([NAMES[8], NAMES[9]]).toEqual(['#9', '#10']);
    const header = fc.oneof(
      fc.constantFrom(...HOSTILE.filter((name) => name !== LONG), 'a', ' a ', 'a (2)', '#3', '\u3000b\ufeff'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(header, { minLength: 1, maxLength: 12 }), fc.nat(4), (cells, more) => {
        const names = uniqueNames(cells, cells.length + more);
        expect(names).toHaveLength(cells.length + more);
        expect(new Set(names).size).toBe(names.length);
        expect(names.every((name) => name.trim() !== '')).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('keep every cell under any header', async () => {
    const { facts, rows: stored } = await rawOf(fileOf(text), { headerRow: 1 });
    expect(facts.columns).toEqual(NAMES);
    expect(stored).toEqual(rows);
  });
});
