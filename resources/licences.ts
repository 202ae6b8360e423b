/**
 * Writes licences.md: every package that reaches a user, with its licence. Packages the program loads at run time come
 * from `dependencies`; those bundled into the interface are the roots named here. `node resources/licences.ts`
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** What the renderer bundle is made of besides `dependencies`. */
export const BUNDLED = [
  '@dnd-kit/core',
  '@dnd-kit/sortable',
  '@dnd-kit/utilities',
  '@fontsource-variable/inter',
  '@mantine/core',
  '@mantine/hooks',
  'd3',
  'react',
  'react-dom',
  'zustand',
];

interface Manifest {
  name: string;
  version: string;
  license?: string;
  author?: string | { name: string };
  dependencies?: Record<string, string>;
}
const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const manifest = (path: string): Manifest => JSON.parse(read(`${path}package.json`)) as Manifest;

/** Folders of these packages and of all they depend on, found as Node finds them; type-only packages are left out. */
export function closure(names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    if (name.startsWith('@types/')) return;
    let base = from;
    while (!existsSync(new URL(`${base}node_modules/${name}/package.json`, root))) {
      if (base === '') return;
      base = base.slice(0, base.lastIndexOf('node_modules/'));
    }
    const folder = `${base}node_modules/${name}/`;
    if (found.has(folder)) return;
    found.add(folder);
    for (const next of Object.keys(manifest(folder).dependencies ?? {})) visit(next, folder);
  };
  for (const name of names) visit(name, '');
  return [...found].sort();
}

function licenceText(folder: string): string {
  const name = readdirSync(new URL(folder, root)).find((file) => /^licen[cs]e(\.md|\.txt)?$/i.test(file));
  return name ? read(folder + name).replaceAll('\r', '') : '';
}

const isNotice = (line: string): boolean => /^\W*copyright\s+(\(c\)|©|\d{4})/i.test(line);

function row(folder: string): string {
  const { name, version, license, author } = manifest(folder);
  const notices = licenceText(folder)
    .split('\n')
    .filter(isNotice)
    .map((line) => line.replace(/^[#*\s]+|\s+$/g, '').replaceAll('|', '/'));
  const by = (typeof author === 'string' ? author : author?.name)?.replace(/\s*[<(].*$/, '');
  return `| ${name} | ${version} | ${license ?? 'not stated'} | ${notices.slice(0, 3).join('; ') || by || '–'} |`;
}

/** One text a kind of licence, without the holder's line, which stands in the table. */
function texts(folders: readonly string[]): string {
  const kinds = new Map<string, string>();
  for (const folder of folders) {
    const text = licenceText(folder);
    const kind = manifest(folder).license ?? '';
    if (text && !kinds.has(kind))
      kinds.set(
        kind,
        text
          .split('\n')
          .filter((line) => !isNotice(line))
          .join('\n')
          .trim(),
      );
  }
  return [...kinds].map(([kind, text]) => `### ${kind}\n\n\`\`\`text\n${text}\n\`\`\`\n`).join('\n');
}

/** The document. */
export function licences(): string {
  const loaded = closure(Object.keys(manifest('').dependencies ?? {}));
  const bundled = closure(BUNDLED).filter((folder) => !loaded.includes(folder));
  const table = (folders: string[]): string =>
    ['| package | version | licence | notice |', '| --- | --- | --- | --- |', ...folders.map(row)].join('\n');
  return `# Third-party licences

Persona Workbench itself is under the MIT licence (LICENSE). This list is written by \`node resources/licences.ts\`.

## Loaded at run time

${table(loaded)}

better-sqlite3 contains SQLite, which is in the public domain.

## Bundled into the interface

${table(bundled)}

d3-geo contains parts of GeographicLib (MIT). d3-scale-chromatic contains ColorBrewer schemes by Cynthia Brewer, Mark
Harrower and The Pennsylvania State University (Apache-2.0). robust-predicates is dedicated to the public domain.

The interface shows Latin text in Inter (SIL Open Font License 1.1), shipped unmodified. Chinese text is shown in fonts
of the operating system; none is shipped.

## Packaged application

The packaged application contains Electron (MIT), Chromium and Node.js. Their notices are the files LICENSE and
LICENSES.chromium.html beside the executable.

## Texts

${texts([...loaded, ...bundled])}`;
}

if (import.meta.main) {
  const { format, resolveConfig } = await import('prettier');
  const path = new URL('licences.md', import.meta.url);
  const options = await resolveConfig(path);
  writeFileSync(path, await format(licences(), { ...options, parser: 'markdown' }));
}
