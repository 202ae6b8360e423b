import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BUNDLED, closure } from '../../../resources/licences.ts';

const root = new URL('../../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  dependencies: Record<string, string>;
};

test('every package that reaches a user stands in the licence list with its version', () => {
  const list = readFileSync(new URL('resources/licences.md', root), 'utf8').replace(/ +/g, ' ');
  const folders = [...closure(Object.keys(manifest.dependencies)), ...closure(BUNDLED)];
  expect(folders.length).toBeGreaterThan(40);
  // one that is no longer installed has no place among them
  for (const name of BUNDLED) expect(folders).toContain(`node_modules/${name}/`);
  const missing = folders
    .map(
      (folder) =>
        JSON.parse(readFileSync(new URL(`${folder}package.json`, root), 'utf8')) as { name: string; version: string },
    )
    .filter(({ name, version }) => !list.includes(`| ${name} | ${version} |`))
    .map(({ name }) => name);
  expect(missing).toEqual([]);
});

test('every package that the renderer imports is known to the licence list', () => {
  const folder = new URL('renderer/', root);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const listed = [...closure(BUNDLED), ...closure(Object.keys(manifest.dependencies))];
  const known = [...listed.map((path) => path.slice('node_modules/'.length, -1)), 'vite', '@vitejs/plugin-react'];
  const imported = files.flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/(?:from|import) '(@[^/']+\/[^/']+|[^.@/'][^/':]*)/g)].map(
      (match) => match[1]!,
    ),
  );
  expect([...new Set(imported)].filter((name) => !known.includes(name) && name !== 'node')).toEqual([]);
});

test.each([
  ['icon.png', [0x89, 0x50, 0x4e, 0x47]],
  ['icon.ico', [0, 0, 1, 0, 6, 0]],
  ['icon.icns', [0x69, 0x63, 0x6e, 0x73]],
])('%s has the head of its format', (name, head) => {
  const bytes = readFileSync(new URL(`resources/icons/${name}`, root));
  expect([...bytes.subarray(0, head.length)]).toEqual(head);
  if (name === 'icon.png') expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([512, 512]);
  if (name === 'icon.icns') expect(bytes.readUInt32BE(4)).toBe(bytes.length);
});
