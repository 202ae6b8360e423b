import fs from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

/*
 * What is only tested on files from outside the project is not tested where they are not: every file of tests that reads
 * them holds a test that runs without them.
 */

const tests = fileURLToPath(new URL('../../', import.meta.url));
const files = (fs.readdirSync(tests, { recursive: true, encoding: 'utf8' }) as string[])
  .map((name) => join(tests, name))
  .filter((name) => /\.tsx?$/.test(name));
const named = (name: string) => relative(tests, name);
const sourceOf = (name: string) =>
  ts.createSourceFile(name, fs.readFileSync(name, 'utf8'), ts.ScriptTarget.Latest, true);

/** The one module that knows where the real files are. */
const DOOR = 'support/data.ts';
const RUNNERS = new Set(['describe', 'it', 'test']);

/** `it`, `it.each(…)`, `describe.skipIf(…)` and the like: what is called in the end, and what it is made to depend on. */
function runnerOf(call: ts.CallExpression): { name: string; skipped: boolean } | null {
  let skipped = false;
  let at: ts.Expression = call.expression;
  for (;;) {
    if (ts.isIdentifier(at)) return RUNNERS.has(at.text) ? { name: at.text, skipped } : null;
    if (ts.isCallExpression(at)) {
      const condition = at.arguments[0]?.getText() ?? '';
      skipped ||=
        ts.isPropertyAccessExpression(at.expression) &&
        /^(skipIf|runIf)$/.test(at.expression.name.text) &&
        // what a system cannot do has nothing to do with files
        !condition.startsWith('process.platform');
      at = at.expression;
    } else if (ts.isPropertyAccessExpression(at)) {
      skipped ||= /^(skip|todo)$/.test(at.name.text);
      at = at.expression;
    } else return null;
  }
}

/** Tests of a file outside of every condition. */
function unconditional(node: ts.Node): number {
  let found = 0;
  const walk = (child: ts.Node): void => {
    const runner = ts.isCallExpression(child) ? runnerOf(child) : null;
    if (runner?.skipped) return;
    if (runner && runner.name !== 'describe') found++;
    else ts.forEachChild(child, walk);
  };
  walk(node);
  return found;
}

test('tests in conditions are told from those that always run', () => {
  const count = (text: string) => unconditional(ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true));
  expect(count("it('a', () => {}); it.each([1])('b', () => {})")).toBe(2);
  expect(count("describe.each([1])('a', () => { it('b', () => {}) })")).toBe(1);
  expect(count("describe.skipIf(!hasData)('a', () => { it('b', () => {}) })")).toBe(0);
  expect(count("it.skipIf(!hasData).each([1])('a', () => {}); test.runIf(hasData)('b', () => {})")).toBe(0);
});

test('only one module knows where the real files are', () => {
  const outside = files.filter((name) => fs.readFileSync(name, 'utf8').includes(['shared', 'data'].join('/')));
  expect(outside.map(named)).toEqual([DOOR]);
});

test('every file of tests that reads real files holds a test that runs without them', () => {
  const reading = files.filter(
    (name) =>
      /\.(test|spec)\.tsx?$/.test(name) &&
      fs.readFileSync(name, 'utf8').includes(DOOR) &&
      sourceOf(name).statements.some(
        (statement) =>
          ts.isImportDeclaration(statement) &&
          ts.isStringLiteral(statement.moduleSpecifier) &&
          statement.moduleSpecifier.text.endsWith(`/${DOOR}`),
      ),
  );
  expect(reading.length).toBeGreaterThan(10);
  expect(reading.filter((name) => unconditional(sourceOf(name)) === 0).map(named)).toEqual([]);
});
