import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale } from '../../electron/build.ts';
import { createCore } from '../../electron/core/core.ts';
import { placeIn } from '../../electron/shell/cli/json-place.ts';
import { CallError, type Client, createClient } from '../../shared/client.ts';
import { contract, type OpName } from '../../shared/contract.ts';
import { bookOf, bookParts } from '../fixtures/files/workbook.ts';
import { zipOf } from '../fixtures/files/zip.ts';
import { ENGINE_OPTIONS } from '../../electron/own-node.js';

/** A customer who does not exist, in the forms a parser could quote: whole, and the ten characters around a fault. */
const NAME = 'Quillfeather';
const PHONE = '13988887777';
const MAIL = 'quill@tee.example';
const SECRETS = [NAME, PHONE, MAIL, '林小雨', 'Quillf', '139888'];
const LINE = `${NAME},${PHONE},${MAIL},林小雨`;
const leaks = (text: string) => SECRETS.filter((secret) => text.includes(secret));

const folder = fs.mkdtempSync(join(tmpdir(), 'silence-'));
const home = join(folder, 'home');
const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  fs.writeFileSync(path, content);
  return path;
};

/** Files whose fault lies right beside the customer. */
const FILES: Record<string, string | Uint8Array> = {
  'cut.json': `[{"name": "${NAME}", "phone": ${PHONE}`,
  'bare.json': `[{"name": ${NAME}}]`,
  'tail.json': `[{"name": "x"}] ${LINE}`,
  'torn.jsonl': `{"name": "${NAME}"}\n{"name": ${LINE}\n${LINE}}\n`,
  'quote.csv': `name,phone\n"${LINE}\n${LINE}"${LINE}\n`,
  'empty.csv': `${LINE}\n`,
  'nul.csv': `name,phone\n${LINE}\0\0\n`,
  'fake.xlsx': LINE.repeat(50),
  'fake.docx': LINE.repeat(50),
  'half.xlsx': bookOf({ sheets: [{ name: NAME, rows: [['name'], [LINE]] }] }).subarray(0, 400),
  'sheet.xlsx': bookOf({ sheets: [{ name: NAME, xml: `<worksheet><sheetData><row><c>${LINE}</row>` }] }),
  'strings.xlsx': zipOf(
    bookParts({ sheets: [{ name: 'a', rows: [[{ xml: `<c t="s"><v>${PHONE}</v></c>` }]] }], strings: [LINE] }),
  ),
  'word.docx': zipOf([{ name: 'word/document.xml', data: `<w:document><w:body><w:p>${LINE}<w:` }]),
  'recipe.json': `{"steps": [{"import": "${NAME}.csv"}, ${LINE}]}`,
};

describe('a parser that stumbles over a customer', () => {
  const core = createCore({ home, sample: join(folder, 'none'), version: '0.0.0', lang: 'en', threads: 2 });
  const client: Client = createClient(core.connect('test'));
  const errors: string[] = [];
  const failing = async (op: OpName, input: unknown): Promise<void> => {
    await client.call(op, input as never).catch((error: unknown) => {
      errors.push(error instanceof CallError ? JSON.stringify(error.envelope) : String(error));
    });
  };
  const give = (path: string) => core.files.register(path, { purpose: 'read' }).fileId;

  beforeAll(async () => {
    await client.call('workspace.create', { name: 'silence' });
  });
  afterAll(async () => {
    client.close();
    await core.close();
  });

  it('is quoted by no error of an import, an inspection or a note, and by no log', async () => {
    for (const [name, content] of Object.entries(FILES)) {
      const path = put(name, content);
      await failing('sources.inspect', { fileId: give(path) });
      await failing('sources.import', { fileId: give(path) });
      await failing('notes.import', { fileId: give(path) });
    }
    expect(errors.length).toBeGreaterThan(10);
    expect(leaks(errors.join('\n'))).toEqual([]);
    expect(leaks(log())).toEqual([]);
  }, 60_000);

  it('is quoted by no error of a recipe', async () => {
    const texts = [FILES['recipe.json'] as string, `[${LINE}`, `{"steps": "${LINE}"}`, `{"version": 1, "steps": []}`];
    const before = errors.length;
    for (const text of texts) await failing('recipes.check', { text });
    expect(errors).toHaveLength(before + texts.length);
    expect(leaks(errors.slice(before).join('\n'))).toEqual([]);
  });

  it('is quoted by no operation that is handed a customer in place of what it wants', async () => {
    const before = errors.length;
    for (const op of Object.keys(contract) as OpName[]) await failing(op, LINE);
    await failing('no.such' as OpName, { text: LINE });
    expect(errors.length - before).toBeGreaterThan(Object.keys(contract).length * 0.9);
    expect(leaks(errors.slice(before).join('\n'))).toEqual([]);
    expect(leaks(log())).toEqual([]);
  });

  it.each([
    ['JSON', () => JSON.parse(`{"name": ${LINE}}`) as unknown],
    ['a stack of its own', () => Object.assign(new Error(LINE), { stack: `Error: ${LINE}\n    at ${LINE}` })],
    ['a cause', () => new Error('outer', { cause: new SyntaxError(`near "${LINE}"`) })],
    ['a name and a code', () => Object.assign(new Error('x'), { name: LINE, code: LINE })],
    ['no error', () => LINE],
  ])('is not in the log when a handler throws it (%s)', async (_what, make) => {
    const before = log().length;
    Object.assign(core.handlers, {
      'recipes.check': () => {
        throw make();
      },
    });
    await failing('recipes.check', { text: '[]' });
    expect(errors.at(-1)).toContain('internal');
    expect(log().length).toBeGreaterThan(before);
    expect(leaks(log() + errors.at(-1)!)).toEqual([]);
  });
});

function log(): string {
  try {
    return fs.readFileSync(join(home, 'errors.log'), 'utf8');
  } catch {
    return '';
  }
}

describe('the command line', () => {
  beforeAll(async () => {
    await buildIfStale(['code']);
    for (const [name, content] of Object.entries(FILES)) put(name, content);
  }, 120_000);

  const said = (args: string[]): Promise<string> => {
    const env = { ...process.env, PERSONA_HOME: join(folder, 'device'), LANG: 'en_GB.UTF-8' };
    const entry = join(import.meta.dirname, '../../dist/cli.js');
    const child = spawn(process.execPath, [...ENGINE_OPTIONS, entry, ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (part) => (err += String(part)));
    return new Promise((resolve) => child.on('close', () => resolve(err)));
  };

  it('says the place of a fault and never what stands there', async () => {
    const place = await said(['call', 'recipes.check', `{"text":\n ${NAME}}`]);
    expect(place).toContain('line 2, column 2');
    const tries = [
      ['call', 'recipes.check', `{"text": "${LINE}`],
      ['call', 'sources.import', '{"fileId": "@cut.json"}'],
      ['run', 'recipe.json'],
      ['read', 'sheet.xlsx'],
      ['read', 'bare.json'],
    ];
    for (const args of tries) {
      const err = await said(args);
      expect(err).not.toBe('');
      expect(leaks(err)).toEqual([]);
    }
    const device = join(folder, 'device', 'errors.log');
    expect(leaks(place + (fs.existsSync(device) ? fs.readFileSync(device, 'utf8') : ''))).toEqual([]);
  }, 120_000);

  it.each([
    ['{"a": 林}', 1, 7],
    ['{"a": "x', 1, 9],
    ['{a}', 1, 2],
    ['[1,', 1, 4],
    ['{"a":\n tru}', 2, 5],
    ['@x', 1, 1],
    ['[1] 2', 1, 5],
  ])('finds the place in %j', (text, line, column) => {
    expect(placeIn(text)).toEqual({ line, column });
  });
});
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});
