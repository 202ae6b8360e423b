import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMULA_FUNCTIONS, type FormulaType } from '../../../shared/contract/derive.ts';
import { dateToNumber, numberToDate } from '../../../shared/values.ts';
import { evaluateFormula, scopeOf } from '../../../electron/analysis/derive/formula/evaluate.ts';
import { FORMULA_DEPTH, FormulaError, parseFormula } from '../../../electron/analysis/derive/formula/parse.ts';
import { writtenName } from '../../../electron/analysis/derive/names.ts';
import { base } from './support.ts';

const columns = [
  base('age', 'number', [30, null, 61]),
  base('Orders', 'number', [0, 2, 5]),
  base('Total spent', 'number', [0, 10.5, 100]),
  base('城市', 'category', ['上海', null, 'Bern']),
  base('member', 'boolean', [1, 0, null]),
  base('joined', 'date', ['2024-01-01', '2024-02-29T12:00:00', null]),
  base('last', 'date', ['2024-03-01', '2024-03-01', '2024-03-01']),
  base('phone', 'text', ['1', '2', '3'], true),
];
const scope = scopeOf(columns, dateToNumber('2024-03-11'), new Map([['recency', 'Orders']]));

function run(formula: string, type: FormulaType | null = null): (string | number | null)[] {
  const { values, type: given } = evaluateFormula(formula, scope, 3, type);
  if (!(values instanceof Float64Array))
    return Array.from(values.codes, (code) => (code < 0 ? null : values.values[code]!));
  return Array.from(values, (value) => (Number.isNaN(value) ? null : given === 'date' ? numberToDate(value) : value));
}
function problem(formula: string, type: FormulaType | null = null): { key: string; at: string; values: unknown } {
  try {
    run(formula, type);
  } catch (error) {
    if (error instanceof FormulaError)
      return {
        key: error.said.key.replace('derive:formula.', ''),
        at: formula.slice(error.from, error.to),
        values: error.said.values,
      };
    throw error;
  }
  throw new Error(`${formula} has no problem`);
}

describe('not', () => {
  it('denies what stands behind it, up to the next and, or', () => {
    expect(run('not [城市] = "上海"')).toEqual(run('not ([城市] = "上海")'));
    expect(run('not [城市] = "上海"')).toEqual(run('[城市] != "上海"'));
    expect(run('not age + 1 > 40')).toEqual(run('not ((age + 1) > 40)'));
    expect(run('not member and age > 40')).toEqual(run('(not member) and age > 40'));
    expect(run('not Orders = 2 or Orders = 5')).toEqual(run('(not (Orders = 2)) or Orders = 5'));
    expect(run('not not Orders = 2')).toEqual(run('Orders = 2'));
    // brackets of its own, and the sign, bind at once
    expect(run('(not member) = member')).toEqual([0, 0, null]);
    expect(run('!member = member')).toEqual([0, 0, null]);
  });
});

describe('formulas', () => {
  it.each<[string, (string | number | null)[]]>([
    ['age + 1', [31, null, 62]],
    ['2 + 3 * 4 ^ 2', [50, 50, 50]],
    ['2 ^ 3 ^ 2', [512, 512, 512]],
    ['-age % 7', [-2, null, -5]],
    ['Orders / age', [0, null, 5 / 61]],
    ['age / Orders', [null, null, 61 / 5]],
    ['orders', [0, 2, 5]],
    ['recency * 2', [0, 4, 10]],
    ['[Total spent] / Orders', [null, 5.25, 20]],
    ['age > 40', [0, null, 1]],
    ['age > 40 or Orders = 2', [0, 1, 1]],
    ['age > 40 and Orders = 5', [0, 0, 1]],
    ['!(Orders > 1) || member', [1, 1, 0].map((_, i) => [1, 0, null][i]!)],
    ['not member', [0, 1, null]],
    ['Orders <> 2', [1, 0, 1]],
    ['Orders ≥ 2 && Orders ≤ 2', [0, 1, 0]],
    ['if(Orders > 3, "often", Orders > 0, "rarely", "never")', ['never', 'rarely', 'often']],
    ['Orders > 3 ? 1 : 0', [0, 0, 1]],
    ['if(age > 40, 1, 0)', [0, null, 1]],
    ['coalesce(age, Orders)', [30, 2, 61]],
    ['isMissing(age)', [0, 1, 0]],
    ['min(age, Orders, 3)', [0, null, 3]],
    ['max(Orders, 3)', [3, 3, 5]],
    ['round([Total spent] / 7, 2)', [0, 1.5, 14.29]],
    ['round(1.005, 2)', [1.01, 1.01, 1.01]],
    ['round(-2.5)', [-3, -3, -3]],
    ['floor(2.7) + ceil(2.1) + abs(-1)', [6, 6, 6]],
    ['sqrt(0 - Orders)', [0, null, null]],
    ['log(exp(2))', [2, 2, 2]],
    ['log(8, 2)', [3, 3, 3]],
    ['log(Orders)', [null, Math.log(2), Math.log(5)]],
    ['days(joined, last)', [60, 0, null]],
    ['last - joined', [60, 0.5, null]],
    ['joined + 31', ['2024-02-01', '2024-03-31T12:00:00', null]],
    ['last - 1', ['2024-02-29', '2024-02-29', '2024-02-29']],
    ['joined > "2024-01-15"', [0, 1, null]],
    ['days(last, reference())', [10, 10, 10]],
    ['year(joined) * 100 + month(joined)', [202401, 202402, null]],
    ['day(joined) + hour(joined)', [1, 41, null]],
    ['weekday(joined)', [1, 4, null]],
    ['contains(城市, "海")', [1, null, 0]],
    ['startsWith(城市, "B") or endsWith([城市], "海")', [1, null, 1]],
    ['upper(城市) + "!"', ['上海!', null, 'BERN!']],
    ['lower(trim(" A ")) = "a"', [1, 1, 1]],
    ['length("上海🏙")', [3, 3, 3]],
    ['concat(城市, "-", text(Orders))', ['上海-0', null, 'Bern-5']],
    ['number("12") + number(member)', [13, 12, null]],
    ['number("x")', [null, null, null]],
    ['text(joined)', ['2024-01-01', '2024-02-29T12:00:00', null]],
    ['bucket(Orders, 1, 3)', ['<1', '1–3', '≥3']],
    ['null', [null, null, null]],
    ['if(true, null, 3)', [null, null, null]],
    ['“上” + ‘海’', ['上海', '上海', '上海']],
    ['（Orders＋１）×2', [2, 6, 12]],
    ['if（Orders＞１，“多”，“少”）', ['少', '多', '多']],
  ])('%s', (formula, expected) => {
    expect(run(formula)).toEqual(expected);
  });

  it('gives types and ordered classes', () => {
    expect(evaluateFormula('bucket(age, 18, 60)', scope, 3, null)).toMatchObject({
      type: 'category',
      levels: ['<18', '18–60', '≥60'],
    });
    expect(evaluateFormula('age > 3', scope, 3, null).type).toBe('boolean');
    expect(evaluateFormula('age > 3', scope, 3, 'number').type).toBe('number');
    expect(evaluateFormula('joined', scope, 3, null).type).toBe('date');
    expect(evaluateFormula('城市', scope, 3, 'text').type).toBe('text');
    expect([...evaluateFormula('recency + age', scope, 3, null).reads]).toEqual(['Orders', 'age']);
    expect(run('age', 'category')).toEqual(['30', null, '61']);
  });

  it.each([
    ['', 'empty', ''],
    ['age +', 'ends', '+'],
    ['(age', 'ends', 'e'],
    ['"open', 'ends', 'n'],
    ['age ) 2', 'sign', ')'],
    ['age age', 'several', 'age'],
    ['1, 2', 'several', '2'],
    ['[age', 'bracket', '[age'],
    ['ag + 1', 'meant', 'ag'],
    ['2 * zzzz', 'noName', 'zzzz'],
    ['round', 'call', 'round'],
    ['sqr(age)', 'meantFunction', 'sqr(age)'],
    ['frobnicate(age)', 'noFunction', 'frobnicate(age)'],
    ['age.x', 'dot', 'age.x'],
    ['age[0]', 'dot', 'age[0]'],
    ['phone', 'personal', 'phone'],
    ['days(joined)', 'tooFew', 'days(joined)'],
    ['abs(1, 2)', 'tooMany', 'abs(1, 2)'],
    ['1 + 城市 * 2', 'types', '城市 * 2'],
    ['age > 城市', 'types', 'age > 城市'],
    ['bucket(age, Orders)', 'limits', 'Orders'],
    ['bucket(age, 3, 2)', 'order', 'bucket(age, 3, 2)'],
    ['if(member, 1, "x")', 'mixed', '"x"'],
    ['if(member, 1)', 'ifParts', 'if(member, 1)'],
    ['if(age, 1, 2)', 'condition', 'age'],
    ['this', 'unknown', 'this'],
    [`${'('.repeat(FORMULA_DEPTH + 5)}1${')'.repeat(FORMULA_DEPTH + 5)}`, 'deep', '('],
    [`1${' + 1'.repeat(600)}`, 'long', ' + 1'.repeat(101).slice(-1)],
  ])('%s: %s', (formula, key, at) => {
    const found = problem(formula);
    expect(found.key).toBe(key);
    if (key !== 'long') expect(found.at).toBe(at);
  });
  it('says when a type cannot be had', () => {
    expect(problem('城市', 'number').key).toBe('asked');
    expect(problem('age', 'date').key).toBe('asked');
  });
  it('offers only functions that exist', () => {
    for (const name of FORMULA_FUNCTIONS) expect(problem(`${name}(phone)`).key).not.toMatch(/noFunction|meantFunction/);
  });
});

describe('names', () => {
  const HOSTILE = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'prototype',
    '__defineGetter__',
  ];
  it.each(HOSTILE)('%s is no name and no function unless it is a column', (name) => {
    expect(problem(name).key).toMatch(/noName|meant/);
    expect(problem(`${name}(1)`).key).toMatch(/noFunction|meantFunction/);
    expect(problem(`age.${name}`).key).toBe('dot');
    expect(problem(`age["${name}"]`).key).toBe('dot');
    const own = scopeOf([base(name, 'number', [7])], NaN, new Map());
    expect(evaluateFormula(`[${name}] + 1`, own, 1, null).values).toEqual(Float64Array.of(8));
    expect(evaluateFormula(`${name} + 1`, own, 1, null).values).toEqual(Float64Array.of(8));
  });
  it('any text is read or refused by a FormulaError, and nothing is added to prototypes', () => {
    const before = Object.getOwnPropertyNames(Object.prototype).length;
    const piece = fc.oneof(
      fc.constantFrom(
        'age',
        '[Total spent]',
        '(',
        ')',
        '[',
        ']',
        ',',
        '+',
        '-',
        '"a"',
        "'",
        '1e3',
        'if(',
        '__proto__',
        '.',
        '?',
        ':',
        '!',
        '`',
        '{',
        ';',
        '\\',
        '===',
      ),
      fc.string({ maxLength: 6, unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
        try {
          run(parts.join(' '));
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
          const { from, to } = error as FormulaError;
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(Math.max(1, parts.join(' ').length));
        }
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
  });
  it('a written name reads its column', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }), (name) => {
        const written = writtenName(name);
        fc.pre(written !== null);
        const own = scopeOf([base(name, 'number', [7])], NaN, new Map());
        expect(evaluateFormula(written!, own, 1, null).values).toEqual(Float64Array.of(7));
      }),
      { numRuns: 1000, seed: 8 },
    );
  });
});

describe('the evaluator against a plain interpreter', () => {
  type Tree = { op: string; parts: Tree[] } | { value: number | null; name?: string };
  const cells = [3, -2.5, null, 0, 11];
  const own = scopeOf(
    cells.map((value, i) => base(`v${i}`, 'number', [value])),
    NaN,
    new Map(),
  );
  const leaf: fc.Arbitrary<Tree> = fc.oneof(
    fc.integer({ min: 0, max: 40 }).map((value) => ({ value: value / 4 })),
    fc.nat({ max: cells.length - 1 }).map((i) => ({ value: cells[i]!, name: `v${i}` })),
  );
  const tree = fc.letrec<{ t: Tree }>((tie) => ({
    t: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc.record({
        op: fc.constantFrom('+', '-', '*', '/', '%', 'min', 'max'),
        parts: fc.tuple(tie('t'), tie('t')).map((pair): Tree[] => pair),
      }),
      fc.record({ op: fc.constantFrom('minus', 'abs', 'floor'), parts: tie('t').map((one) => [one]) }),
      fc.record({ op: fc.constantFrom('if<', 'coalesce'), parts: fc.array(tie('t'), { minLength: 4, maxLength: 4 }) }),
    ),
  })).t;
  const write = (node: Tree): string => {
    if (!('op' in node)) return node.name ?? String(node.value);
    const p = node.parts.map(write);
    switch (node.op) {
      case 'minus':
        return `-(${p[0]!})`;
      case 'if<':
        return `if(${p[0]!} < ${p[1]!}, ${p[2]!}, ${p[3]!})`;
      case 'abs':
      case 'floor':
      case 'min':
      case 'max':
      case 'coalesce':
        return `${node.op}(${p.join(', ')})`;
      default:
        return `(${p[0]!} ${node.op} ${p[1]!})`;
    }
  };
  const plain = (node: Tree): number | null => {
    if (!('op' in node)) return node.value;
    const p = node.parts.map(plain);
    if (node.op === 'coalesce') return p.find((value) => value !== null) ?? null;
    const [a, b] = p;
    if (node.op === 'if<') return a === null || b === null ? null : a! < b! ? p[2]! : p[3]!;
    if (p.some((value) => value === null)) return null;
    const [x, y] = [a!, b!];
    const result = {
      '+': () => x + y,
      '-': () => x - y,
      '*': () => x * y,
      '/': () => x / y,
      '%': () => x % y,
      min: () => Math.min(x, y),
      max: () => Math.max(x, y),
      minus: () => -x,
      abs: () => Math.abs(x),
      floor: () => Math.floor(x),
    }[node.op]!();
    return Number.isFinite(result) ? result : null;
  };
  it('agrees on 3,000 random trees', () => {
    fc.assert(
      fc.property(tree, (node) => {
        const text = write(node);
        fc.pre(text.length <= 1800);
        let nested = 0;
        let deepest = 0;
        for (const letter of text) {
          if (letter === '(') deepest = Math.max(deepest, ++nested);
          if (letter === ')') nested--;
        }
        fc.pre(deepest < FORMULA_DEPTH - 5);
        const { values } = evaluateFormula(text, own, 1, 'number');
        const [value] = values as Float64Array;
        const expected = plain(node);
        if (expected === null) expect(value).toBeNaN();
        else expect(Number(value) + 0).toBe(expected + 0);
      }),
      { numRuns: 3000, seed: 9 },
    );
  });
  it('parts know their places', () => {
    expect(parseFormula('  age + [Total spent]')).toMatchObject({
      kind: 'call',
      name: '+',
      from: 2,
      to: 21,
      parts: [
        { kind: 'name', name: 'age', from: 2, to: 5 },
        { kind: 'name', name: 'Total spent', from: 8, to: 21 },
      ],
    });
  });
});
