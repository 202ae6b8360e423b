import { describe, expect, test } from 'vitest';
import { scopedName } from '../../../renderer/scoped-name.ts';
import { isModule, readCode, readSheets } from '../../support/sheets.ts';

const sheets = readSheets();
const code = readCode();
const modules = sheets.filter(({ path }) => isModule(path));
const shared = sheets.filter(({ path }) => !isModule(path));
const sharedNames = new Set(shared.flatMap(({ own }) => [...own]));

/** Names that charts write although no rule has them. */
const WITHOUT_RULE = ['comparison-boxes', 'note'];

test('a sheet stands beside a component as a module, or is shared', () => {
  const places = shared.map(({ path }) => path).filter((path) => !/^(styles|charts)\//.test(path));
  expect(places).toEqual([]);
});

test('a sheet has at most 300 lines', () => {
  expect(sheets.filter(({ lines }) => lines > 300).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});

test('no code looks for elements by class: names are for rules', () => {
  expect(code.flatMap(({ path, sought }) => sought.map((text) => `${path}: ${text}`))).toEqual([]);
});

describe('a module', () => {
  test.each(modules.map(({ path, own }) => [path, own] as const))(
    '%s: every class is used where it is imported',
    (path, own) => {
      const read = code.flatMap((file) =>
        file.modules.filter(({ sheet }) => sheet === path).flatMap((one) => [...one.read]),
      );
      expect(read.length, 'imported by a component').toBeGreaterThan(0);
      expect(
        [...own].filter((name) => !read.includes(name)),
        'defined, not used',
      ).toEqual([]);
      expect(
        [...new Set(read)].filter((name) => !own.has(name)),
        'used, not defined',
      ).toEqual([]);
    },
  );

  test('is read by names that are written out', () => {
    expect(code.flatMap(({ path, computed }) => computed.map((text) => `${path}: ${text}`))).toEqual([]);
  });

  test('belongs to one view', () => {
    const view = (path: string) => /^views\/([a-z]+)\//.exec(path)?.[1];
    const foreign = code.flatMap((file) =>
      file.modules
        .filter(({ sheet }) => view(sheet) !== undefined && view(sheet) !== view(file.path))
        .map(({ sheet }) => `${file.path}: ${sheet}`),
    );
    expect(foreign).toEqual([]);
  });

  test('names classes that no other names, in letters that tell where it stands', () => {
    const names = modules.flatMap(({ path, own }) => [...own].map((name) => scopedName(name, `/any/renderer/${path}`)));
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => sharedNames.has(name))).toEqual([]);
    expect(names).toContain('start-Recent_strip');
    expect(scopedName('row', 'C:\\project\\renderer\\ui\\Chip.module.css')).toBe('ui-Chip_row');
    expect(() => scopedName('row', '/any/renderer/styles/base.css')).toThrow('not a style module');
  });
});

describe('a shared class', () => {
  test('that a component or a module names is in a shared sheet', () => {
    const unknown = [
      ...code.flatMap(({ path, plain }) => [...plain].map((name) => [path, name] as const)),
      ...modules.flatMap(({ path, global }) => [...global].map((name) => [path, name] as const)),
    ].filter(([path, name]) => !sharedNames.has(name) && !(path.startsWith('charts/') && WITHOUT_RULE.includes(name)));
    expect(unknown.map(([path, name]) => `${path}: ${name}`)).toEqual([]);
  });

  test('is named by some component', () => {
    const words = new Set(code.flatMap((file) => [...file.words]));
    expect([...sharedNames].filter((name) => !words.has(name))).toEqual([]);
  });
});
