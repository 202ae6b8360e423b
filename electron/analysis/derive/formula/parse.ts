import jsep from 'jsep';
import { FORMULA_LENGTH } from '../../../../shared/contract/derive.ts';
import type { Said } from '../../../../shared/domain.ts';

/** A part of a formula; `from` and `to` (end exclusive) are characters of its text. */
export type Ast = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'constant'; readonly value: number | string | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Ast[] }
);

/** A formula that cannot be read, checked or run: what is wrong, where, and what to do. */
export class FormulaError extends Error {
  readonly said: Said;
  readonly from: number;
  readonly to: number;
  constructor(key: string, from: number, to: number, values?: Said['values']) {
    super(key);
    this.name = 'FormulaError';
    this.said = { key: `derive:formula.${key}`, ...(values === undefined ? {} : { values }) };
    this.from = from;
    this.to = Math.max(to, from);
  }
}

/** Deepest nesting of a formula. */
export const FORMULA_DEPTH = 60;

/** Operators by precedence, and the functions they are. */
const OPERATORS = new Map<string, { precedence: number; name: string; right?: boolean }>([
  ['||', { precedence: 1, name: 'or' }],
  ['or', { precedence: 1, name: 'or' }],
  ['&&', { precedence: 2, name: 'and' }],
  ['and', { precedence: 2, name: 'and' }],
  ['=', { precedence: 3, name: '=' }],
  ['==', { precedence: 3, name: '=' }],
  ['!=', { precedence: 3, name: '≠' }],
  ['<>', { precedence: 3, name: '≠' }],
  ['<', { precedence: 4, name: '<' }],
  ['>', { precedence: 4, name: '>' }],
  ['<=', { precedence: 4, name: '≤' }],
  ['>=', { precedence: 4, name: '≥' }],
  ['≠', { precedence: 3, name: '≠' }],
  ['≤', { precedence: 4, name: '≤' }],
  ['≥', { precedence: 4, name: '≥' }],
  ['+', { precedence: 5, name: '+' }],
  ['-', { precedence: 5, name: '-' }],
  ['*', { precedence: 6, name: '*' }],
  ['/', { precedence: 6, name: '/' }],
  ['%', { precedence: 6, name: '%' }],
  ['^', { precedence: 7, name: '^', right: true }],
]);
const UNARY = new Map([
  ['-', 'minus'],
  ['+', 'plus'],
  ['!', 'not'],
  ['not', 'not'],
]);

jsep.removeAllBinaryOps();
jsep.removeAllUnaryOps();
for (const [sign, { precedence, right }] of OPERATORS) jsep.addBinaryOp(sign, precedence, right ?? false);
for (const sign of UNARY.keys()) jsep.addUnaryOp(sign);

/** What jsep's parser is inside: its typings describe it for plug-ins only. */
interface Parser extends jsep.HookScope {
  parse(): jsep.Expression;
}
const Base = (jsep as unknown as { Jsep: new (text: string) => Parser }).Jsep;

/** jsep's parser, with the places of its parts, names in square brackets, and an end to nesting. */
class Reader extends Base {
  private depth = 0;

  override gobbleToken = (): jsep.PossibleExpression => {
    this.gobbleSpaces();
    const from = this.index;
    if (++this.depth > FORMULA_DEPTH) throw new FormulaError('deep', from, from + 1, { depth: FORMULA_DEPTH });
    const node = this.char === '[' ? this.bracketed() : (Base.prototype as Parser).gobbleToken.call(this);
    this.depth--;
    if (!node) return node;
    let to = this.index;
    while (to > from && /\s/.test(this.expr[to - 1]!)) to--;
    return { ...node, from, to };
  };

  private bracketed(): jsep.Expression {
    const end = this.expr.indexOf(']', this.index);
    if (end < 0) throw new FormulaError('bracket', this.index, this.expr.length);
    const name = this.expr.slice(this.index + 1, end);
    this.index = end + 1;
    return { type: 'Identifier', name };
  }
}

/**
 * Read a formula. Full-width signs of Chinese keyboards are read as the plain ones outside text and brackets.
 * @throws FormulaError
 */
export function parseFormula(text: string): Ast {
  if (text.trim() === '') throw new FormulaError('empty', 0, 0);
  if (text.length > FORMULA_LENGTH)
    throw new FormulaError('long', FORMULA_LENGTH, text.length, { most: FORMULA_LENGTH });
  const plain = plainSigns(text);
  let parsed: jsep.Expression;
  const reader = new Reader(plain);
  try {
    parsed = reader.parse();
  } catch (error) {
    if (error instanceof FormulaError) throw error;
    const at = Math.min((error as { index?: number }).index ?? reader.index, text.length);
    if (at >= text.trimEnd().length) throw new FormulaError('ends', Math.max(0, at - 1), text.length);
    throw new FormulaError('sign', at, at + 1, { sign: text[at] ?? '' });
  }
  if (parsed.type === 'Compound') {
    const second = (parsed as jsep.Compound).body[1];
    if (!second) throw new FormulaError('empty', 0, text.length);
    const { from, to } = toAst(second, text, 0);
    throw new FormulaError('several', from, to);
  }
  return toAst(parsed, text, 0);
}

const FULL: ReadonlyMap<string, string> = new Map([
  ['“', '"'],
  ['”', '"'],
  ['‘', "'"],
  ['’', "'"],
  ['、', ','],
  ['【', '['],
  ['】', ']'],
  ['×', '*'],
  ['÷', '/'],
]);

/** The same number of characters with full-width signs made plain; text in quotes and names in brackets stay. */
function plainSigns(text: string): string {
  let out = '';
  let inside = '';
  for (const letter of text.split('')) {
    const full = FULL.get(letter) ?? (/[！-～\u3000]/.test(letter) ? half(letter) : letter);
    if (inside === '') {
      out += full;
      // a plain bracket is closed by a plain one only: names may hold the others
      if (full === '"' || full === "'") inside = full;
      else if (full === '[') inside = letter === '[' ? ']' : 'any ]';
      continue;
    }
    const closes = inside === ']' ? letter === ']' : inside === 'any ]' ? full === ']' : full === inside;
    out += closes ? full : letter;
    if (closes) inside = '';
  }
  return out;
}

const half = (letter: string): string =>
  letter === '\u3000' ? ' ' : String.fromCharCode(letter.charCodeAt(0) - 0xfee0);

const place = (node: jsep.Expression): { from: number; to: number } => ({
  from: Number(node['from'] ?? 0),
  to: Number(node['to'] ?? 0),
});

/**
 * Denials in words without brackets of their own. `not [性别] = "女"` denies the comparison, as in SQL and in speech; jsep lets
 * every sign before a value bind at once. `!` does bind at once.
 */
const openNots = new WeakSet<Ast>();
function opened(denial: Ast): Ast {
  openNots.add(denial);
  return denial;
}

/** Two parts with an operator between them; behind an open denial it is denied as a whole, but for `and` and `or`. */
function joinedBy(name: string, first: Ast, second: Ast): Ast {
  const to = second.to;
  if (!openNots.has(first) || first.kind !== 'call' || name === 'and' || name === 'or')
    return { kind: 'call', name, parts: [first, second], from: first.from, to };
  return opened({ ...first, to, parts: [joinedBy(name, first.parts[0]!, second)] });
}

/** jsep's tree as ours: only what the language has, each part with its place. */
function toAst(node: jsep.Expression, text: string, depth: number): Ast {
  if (depth > FORMULA_DEPTH) throw new FormulaError('deep', place(node).from, place(node).to, { depth: FORMULA_DEPTH });
  const read = (part: jsep.Expression) => toAst(part, text, depth + 1);
  switch (node.type) {
    case 'Literal': {
      const { value } = node as jsep.Literal;
      if (value instanceof RegExp) break;
      return { kind: 'constant', value, ...place(node) };
    }
    case 'Identifier':
      return { kind: 'name', name: (node as jsep.Identifier).name.trim(), ...place(node) };
    case 'UnaryExpression': {
      const { operator, argument } = node as jsep.UnaryExpression;
      const denial: Ast = { kind: 'call', name: UNARY.get(operator)!, parts: [read(argument)], ...place(node) };
      return operator === 'not' && text[denial.from] !== '(' ? opened(denial) : denial;
    }
    case 'BinaryExpression': {
      const { operator, left, right } = node as jsep.BinaryExpression;
      const [first, second] = [read(left), read(right)];
      const { name } = OPERATORS.get(operator)!;
      return joinedBy(name, first, second);
    }
    case 'ConditionalExpression': {
      const { test, consequent, alternate } = node as jsep.ConditionalExpression;
      const parts = [read(test), read(consequent), read(alternate)];
      return { kind: 'call', name: 'if', parts, from: parts[0]!.from, to: parts[2]!.to };
    }
    case 'CallExpression': {
      const { callee, arguments: given } = node as jsep.CallExpression;
      if (callee.type !== 'Identifier') break;
      return {
        kind: 'call',
        name: (callee as jsep.Identifier).name.toLowerCase(),
        parts: given.map(read),
        ...place(node),
      };
    }
  }
  const { from, to } = place(node);
  throw new FormulaError(node.type === 'MemberExpression' ? 'dot' : 'unknown', from, to, {
    part: text.slice(from, to),
  });
}
