import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';
import { attacksOn, expressionOf, expressionsIn, timeOf } from '../../support/expressions.ts';
import type { Finder } from '../../support/finder-times.ts';

const execute = promisify(execFile);

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { literals, built } = expressionsIn(root, [
  'electron/analysis',
  'electron/formats',
  'electron/workers',
  'shared',
]);

/** Characters of the attack, and milliseconds an expression may take over them. */
const LENGTH = 100_000;
const LIMIT = 10;

/**
 * Expressions that are slow on long texts and never see one: what they are given is cut to so many characters before. An
 * expression that is added and is not linear fails here until its caller bounds it and it is listed with that bound.
 */
const BOUNDED: readonly (readonly [file: string, expression: string, longest: number])[] = [
  // names of places of the program's own list
  ['electron/analysis/cleaning/regions.ts', '族自治州', 200],
  ['electron/analysis/cleaning/regions.ts', '朝鲜族', 200],
  ['electron/analysis/derive/survey.ts', String.raw`/^(.*?)[\s._-]*\d+$/`, 200],
  ['electron/analysis/intake/kinds/scales.ts', String.raw`/^(.*?)\s*[（(`, 80],
  ['electron/analysis/intake/kinds/scales.ts', String.raw`/[!.！。]+$/u`, 80],
  ['electron/analysis/intake/numbers.ts', String.raw`/\d*$/`, 4],
  ['electron/analysis/intake/ordered.ts', String.raw`/^(.{0,40}?)\s*[:(=]?\s*([+-]?\d{1,2})\)?$/`, 45],
  ['electron/formats/xlsx/formats.ts', String.raw`/\[(?!(?:h{1,2}`, 400],
  ['electron/formats/xlsx/formats.ts', String.raw`/[#?]|0(?!\.?0*$)/`, 400],
  // a card's title
  ['shared/card/files.ts', String.raw`/[. ]+$/`, 400],
  ['shared/card/files.ts', String.raw`/^[. ]+|[. ]+$/g`, 400],
  // a speaker's label
  ['shared/notes/speakers.ts', String.raw`/^(.*?)[\s#_-]*(?:\d{1,4}`, 60],
];

/** Expressions that are built, from the program's own text or from text that is escaped; `escaped` has no quantifier. */
const BUILT: readonly (readonly [file: string, count: number])[] = [
  ['electron/analysis/intake/dates.ts', 4],
  ['electron/analysis/privacy/pseudonym.ts', 2],
];

/**
 * Milliseconds allowed just now: other programs share the machine, and one class of letters over the same length, which
 * reads every character once, then takes longer too.
 */
function allowed(): number {
  const letters = '中-'.repeat(LENGTH / 2);
  const once = Array.from({ length: 3 }, () => timeOf(/[^\p{L}]/gu, letters));
  return Math.max(LIMIT, 1.5 * Math.min(...once));
}

const lengthFor = (file: string, text: string): number =>
  BOUNDED.find(([where, part]) => where === file && text.includes(part))?.[2] ?? LENGTH;

/** The slowest attack that is over the limit at the best of several tries, or null. */
function slowest(expression: RegExp, longest: number): string | null {
  // short ones first: what is quadratic shows there and need not be waited for
  const lengths = [1000, 10_000, LENGTH].map((length) => Math.min(length, longest));
  for (const length of new Set(lengths))
    for (const attack of attacksOn(expression, length)) {
      let best = Infinity;
      for (let tries = 0; tries < 20 && best > LIMIT; tries++) best = Math.min(best, timeOf(expression, attack));
      if (best > LIMIT && best > allowed())
        return `${best.toFixed(1)} ms on ${length} times ${JSON.stringify(attack.slice(0, 6))}`;
    }
  return null;
}

describe('regular expressions on text of others (R21)', () => {
  it('are found in the source', () => {
    expect(literals.length).toBeGreaterThan(250);
    expect(new Set(literals.map(({ file }) => file.split('/')[1])).size).toBeGreaterThan(3);
  });

  it(`each takes at most ${LIMIT} ms over 100 KB made against it, or is listed with a bound`, () => {
    const slow: string[] = [];
    const tried = new Map<string, string | null>();
    for (const { file, line, text } of literals) {
      const longest = lengthFor(file, text);
      const key = `${longest} ${text}`;
      if (!tried.has(key)) tried.set(key, slowest(expressionOf(text), longest));
      const problem = tried.get(key)!;
      if (problem !== null) slow.push(`${file}:${line} ${text}: ${problem}`);
    }
    expect(slow).toEqual([]);
    expect(tried.size).toBeGreaterThan(200);
  }, 300_000);

  it('every listed expression is still there', () => {
    const gone = BOUNDED.filter(
      ([file, part]) => !literals.some((one) => one.file === file && one.text.includes(part)),
    );
    expect(gone).toEqual([]);
  });

  it('none is built from text but the listed ones', () => {
    const files = new Map<string, number>();
    for (const { file } of built) files.set(file, (files.get(file) ?? 0) + 1);
    expect([...files]).toEqual(BUILT);
  });

  it('the attacks find what they are meant to find', () => {
    for (const bad of [/(a+)+$/, /^(\d+\s?)*$/, /\s+$/, /(.*,)*x/, /([^,]+,?)*;/]) {
      // a short text is enough for these
      const times = [...attacksOn(bad, 18)].map((attack) => timeOf(bad, attack));
      const long = bad.source === '\\s+$' ? [...attacksOn(bad, 20_000)].map((attack) => timeOf(bad, attack)) : [];
      expect(Math.max(...times, ...long), bad.source).toBeGreaterThan(0.2);
    }
  });
});

/** What of the texts made against a finder takes longer than the limit, in a process of its own. */
async function slowTexts(finder: Finder, limit: number): Promise<unknown> {
  const script = fileURLToPath(new URL('../../support/finder-times.ts', import.meta.url));
  const { stdout } = await execute(process.execPath, [
    ...ENGINE_OPTIONS,
    script,
    finder,
    String(LENGTH),
    String(limit),
  ]);
  return JSON.parse(stdout);
}

describe('the finders of personal data in free text (R21)', () => {
  it.each([
    ['numbers', 'numbersIn'],
    ['e-mail addresses', 'emailsIn'],
    ['accounts', 'accountsIn'],
    ['addresses', 'addressesIn'],
    ['names', 'namesIn'],
  ] as const)(`find %s in at most ${LIMIT} ms of 100 KB made against them`, async (_, finder) => {
    expect(await slowTexts(finder, LIMIT)).toEqual([]);
  });

  it(`take at most ${3 * LIMIT} ms together`, async () => {
    expect(await slowTexts('findPersonalIn', 3 * LIMIT)).toEqual([]);
  });
});
