/** Every regular expression in the source, and strings that make a bad one slow. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A regular expression as it stands in a file. */
export interface Expression {
  readonly file: string;
  readonly line: number;
  /** the literal with its flags */
  readonly text: string;
}

/** The expressions below some folders of the project, and the places where one is built from text. */
export function expressionsIn(
  root: string,
  folders: readonly string[],
): { literals: Expression[]; built: Expression[] } {
  const literals: Expression[] = [];
  const built: Expression[] = [];
  for (const folder of folders)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).toSorted()) {
      if (!name.endsWith('.ts')) continue;
      const file = `${folder}/${name.replaceAll('\\', '/')}`;
      const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
      const visit = (node: ts.Node): void => {
        const found = {
          file,
          line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
          text: node.getText(),
        };
        if (ts.isRegularExpressionLiteral(node)) literals.push(found);
        if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp')
          built.push(found);
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
  return { literals, built };
}

/** A literal as an expression. */
export function expressionOf(text: string): RegExp {
  const end = text.lastIndexOf('/');
  return new RegExp(text.slice(1, end), text.slice(end + 1));
}

/** What stands for the classes of an expression. */
const CLASSES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\\d|0-9/, ['1']],
  [/\\s/, [' ', '\n']],
  [/\\w|a-z/, ['a']],
  [/A-Z/, ['A']],
  [/\\p\{L|\\p\{Script=Han|\\u4e00/, ['中', 'é']],
  [/０|\\uff/i, ['１']],
  [/\\S|\[\^|\\D|\\W|(?<!\\)\./, ['x', ' ', '-']],
];
const ALWAYS = ['a', '1', ' '];
const MOST = 7;

/** Characters that an expression may take, its own and one for each class. */
function charactersOf(expression: RegExp): string[] {
  const { source } = expression;
  const own = source
    .replace(/\\[pP]\{[^}]*\}|\\u\{?[0-9a-f]{4,6}\}?|\\[a-zA-Z]/gi, '')
    .replace(/\{\d+(?:,\d*)?\}|\(\?(?:[:=!]|<[=!]|<\w+>)/g, '');
  const literal = [...new Set([...own].filter((char) => !/[\\^$.*+?()[\]{}|]/.test(char)))];
  const escaped = [...source.matchAll(/\\([^a-zA-Z0-9])/g)].map((match) => match[1]!);
  const classes = CLASSES.flatMap(([sign, chars]) => (sign.test(source) ? chars : []));
  return [...new Set([...classes, ...escaped, ...literal.slice(0, MOST), ...ALWAYS])].slice(0, MOST + 3);
}

/** Strings of a length on which a backtracking expression shows: one or two of its characters over and over. */
export function* attacksOn(expression: RegExp, length: number): Generator<string> {
  const chars = charactersOf(expression);
  const units = [...chars, ...chars.flatMap((a) => chars.filter((b) => b !== a).map((b) => a + b))];
  for (const unit of units) {
    const body = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    yield body;
    yield `${body}\u0000`;
  }
}

/** Milliseconds an expression takes over a text, as its flags have it used. The text is a flat string. */
export function timeOf(expression: RegExp, text: string): number {
  const started = performance.now();
  if (expression.global) text.replace(expression, '');
  else expression.test(text);
  return performance.now() - started;
}
