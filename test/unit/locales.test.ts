import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract.ts';
import { createTranslator, resources, say, sayIn } from '../../shared/locales/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const LANGS = ['en', 'zh-CN'] as const;

/** `ns:a.b.c` → message. */
function flat(lang: (typeof LANGS)[number]): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (path: string, node: unknown) => {
    if (typeof node === 'string') found.set(path, node);
    else
      for (const [key, child] of Object.entries(node as object))
        walk(path.includes(':') ? `${path}.${key}` : `${path}:${key}`, child);
  };
  for (const [namespace, messages] of Object.entries(resources[lang])) walk(namespace, messages);
  return found;
}
const messages = { en: flat('en'), 'zh-CN': flat('zh-CN') };
const PLURAL = /_(zero|one|two|few|many|other)$/;
/** A plural form without its ending; only where the language's general form stands beside it. */
const base = (key: string) => {
  const stem = key.replace(PLURAL, '');
  return LANGS.some((lang) => messages[lang].has(`${stem}_other`)) ? stem : key;
};
const keysOf = (lang: (typeof LANGS)[number]) => new Set([...messages[lang].keys()].map(base));
/** Values to fill in; `gap…` are the spaces that only Chinese puts around Latin words and digits. */
const holes = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? '').filter((name) => !name.startsWith('gap'));
/** A way of writing dates, quoted in both languages. */
const QUOTED = /2024年3月5日/g;

function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
const parse = (path: string) => ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect([...keysOf('en')].sort()).toEqual([...keysOf('zh-CN')].sort());
  });

  it('have the same values to fill in', () => {
    const different: string[] = [];
    for (const [key, text] of messages.en) {
      const other =
        messages['zh-CN'].get(key) ?? messages['zh-CN'].get(base(key)) ?? messages['zh-CN'].get(`${base(key)}_other`);
      // a form for one thing may leave its number out
      if (other === undefined || key.endsWith('_one')) continue;
      const sorted = (message: string) => [...new Set(holes(message))].sort().join();
      if (sorted(text) !== sorted(other)) different.push(`${key}: ${sorted(text)} / ${sorted(other)}`);
    }
    expect(different).toEqual([]);
  });

  it('are translated: Chinese messages hold Chinese, English ones do not', () => {
    const chinese = /[\u3400-\u9fff]/;
    // signs, units and names that read the same in both languages
    const shared = /^[\s\d\p{P}\p{S}]*(\{\{[^}]*\}\}[\s\d\p{P}\p{S}]*)*$/u;
    const wrong: string[] = [];
    for (const [key, text] of messages.en)
      if (chinese.test(text.replace(/[“「].*?[”」]/g, '').replace(QUOTED, ''))) wrong.push(`en ${key}: ${text}`);
    for (const [key, text] of messages['zh-CN']) {
      const english = messages.en.get(key) ?? messages.en.get(`${key}_other`);
      if (chinese.test(text) || shared.test(text) || /^([A-Z0-9 ,.–\-\\/×%]+|Markdown)$/.test(text)) continue;
      if (text === english && /[a-z]{3}/.test(text.replace(/\{\{[^}]*\}\}/g, ''))) wrong.push(`zh-CN ${key}: ${text}`);
    }
    expect(wrong).toEqual([]);
  });

  it('keep the tone: no polite 您, no exclamation, nothing called significant', () => {
    const wrong: string[] = [];
    for (const lang of LANGS)
      for (const [key, text] of messages[lang])
        if (/您|哦|[!！]|\bsignifican|显著/i.test(text)) wrong.push(`${lang} ${key}: ${text}`);
    expect(wrong).toEqual([]);
  });

  it('put a space between Chinese and Latin letters or digits', () => {
    const wrong: string[] = [];
    for (const [key, text] of messages['zh-CN'])
      if (/[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u3400-\u9fff]/.test(text.replace(QUOTED, '')))
        wrong.push(`${key}: ${text}`);
    expect(wrong).toEqual([]);
  });
});

describe('keys used in code', () => {
  const namespaces = Object.keys(resources.en).join('|');
  const whole = new RegExp(`^(?:${namespaces}):[\\w-]+(?:\\.[\\w-]+)*$`);
  const begun = new RegExp(`^(?:${namespaces}):[\\w.-]*$`);
  const known = keysOf('en');
  const starts = (prefix: string) => [...known].some((key) => key.startsWith(prefix));

  it('exist', () => {
    const missing: string[] = [];
    for (const path of [
      ...filesUnder('renderer', /\.tsx?$/),
      ...filesUnder('electron', /\.ts$/),
      ...filesUnder('shared', /\.ts$/),
    ]) {
      if (path.includes('/locales/')) continue;
      const visit = (node: ts.Node): void => {
        if (ts.isStringLiteralLike(node) && whole.test(node.text) && !known.has(node.text) && !starts(`${node.text}.`))
          missing.push(`${relative(root, path)} ${node.text}`);
        if (ts.isTemplateExpression(node) && begun.test(node.head.text) && !starts(node.head.text))
          missing.push(`${relative(root, path)} ${node.head.text}…`);
        ts.forEachChild(node, visit);
      };
      visit(parse(path));
    }
    expect(missing).toEqual([]);
  });

  it('name every job in the tray, and every undoable command in the history', () => {
    const missing = Object.entries(contract).flatMap(([op, { kind }]) => {
      if (kind === 'job') return known.has(`jobs:${op.replace('.', '_')}`) ? [] : [`jobs:${op.replace('.', '_')}`];
      return [];
    });
    expect(missing).toEqual([]);
  });
});

describe('the interface', () => {
  /** Names of the two languages and of keys, which are the same for every reader. */
  const ALLOWED = new Set(['中', 'EN', '/', 'Esc', '?', 'E', 'n', 'd', 'h', 'k', 'n =', '×', '=']);
  const SPOKEN = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'caption', 'why']);

  it('has no sentence outside the messages', () => {
    const found: string[] = [];
    for (const path of filesUnder('renderer', /\.tsx?$/)) {
      const note = (text: string, node: ts.Node) => {
        const words = text.trim();
        if (!/\p{L}/u.test(words) || ALLOWED.has(words)) return;
        const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
        found.push(`${relative(root, path)}:${line + 1} ${words}`);
      };
      const visit = (node: ts.Node): void => {
        if (ts.isJsxText(node)) note(node.text, node);
        else if (
          ts.isJsxAttribute(node) &&
          SPOKEN.has(node.name.getText()) &&
          node.initializer &&
          ts.isStringLiteral(node.initializer)
        )
          note(node.initializer.text, node);
        else if (ts.isStringLiteralLike(node) && /[\u3400-\u9fff]/.test(node.text)) note(node.text, node);
        ts.forEachChild(node, visit);
      };
      visit(parse(path));
    }
    expect(found).toEqual([]);
  });
});

describe('saying', () => {
  it('fills in values as the language writes them', () => {
    expect(sayIn('en', { key: 'common:rows_shown', values: { shown: 500, n: 12345 } })).toContain('12,345');
    expect(sayIn('zh-CN', { key: 'frame:undo_what', values: { what: { key: 'frame:action.rename' } } })).toBe(
      '撤销：工作区改名',
    );
  });

  it('counts one thing as one', () => {
    const said = (n: number) => sayIn('en', { key: 'customers:edit.build', values: { n, sources: 1 } });
    expect(said(1)).toBe('Join 1 source into 1 customer');
    expect(said(1200)).toBe('Join 1 source into 1,200 customers');
  });

  it('joins a list as the language does', () => {
    const list = [{ key: 'frame:step.data' }, { key: 'frame:step.segments' }, { key: 'frame:step.personas' }];
    expect(say(createTranslator('en'), { key: 'frame:undo_what', values: { what: list } })).toBe(
      'Undo: Data, Segments, and Personas',
    );
    expect(say(createTranslator('zh-CN'), { key: 'frame:undo_what', values: { what: list } })).toBe(
      '撤销：数据、细分和画像',
    );
  });
});

it('a difference that rounds to nothing has no sign', () => {
  const value = (x: number) => LANGS.map((lang) => sayIn(lang, { key: 'personas:value.signed', values: { value: x } }));
  expect(value(-0.001)).toEqual(['0.00', '0.00']);
  expect(value(-0.01)).toEqual(['−0.01', '−0.01']);
  expect(value(0.01)).toEqual(['+0.01', '+0.01']);
});
