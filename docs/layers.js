/*
 * Draws the layers into ARCHITECTURE.md from the rules that hold them (.dependency-cruiser.cjs): npm run layers.
 * A test fails when the picture is behind the rules.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, 'ARCHITECTURE.md');
const [BEGIN, END] = ['<!-- layers: made by npm run layers -->', '<!-- /layers -->'];

const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
/** Rules of the form "files here may reach nothing in the repository but these". */
const rules = forbidden.filter(
  ({ from, to }) => from.path && to.path === '^(shared|electron|renderer|resources|test)/',
);
const SAMPLES = { entries: 'electron/main.ts' };
const layers = rules.map(({ name, from, to }) => {
  const folder = /^\^([a-z/]+)\/$/.exec(from.path)?.[1] ?? null;
  return {
    name: folder ?? name,
    place: folder === null ? SAMPLES[name] : `${folder}/a.ts`,
    may: new RegExp(to.pathNot),
  };
});
/** Which layers a layer may reach, itself left out. */
const reach = new Map(
  layers.map(({ name, may }) => [
    name,
    layers.filter((to) => to.name !== name && may.test(to.place)).map((to) => to.name),
  ]),
);

/** An arrow that follows from two others says nothing new. */
const drawn = [...reach].flatMap(([from, tos]) =>
  tos.filter((to) => !tos.some((between) => reach.get(between)?.includes(to))).map((to) => [from, to]),
);
const id = (name) => name.replaceAll('/', '_');

/** The picture and the table, as Markdown. */
export function picture() {
  return [
    BEGIN,
    '',
    '```mermaid',
    'flowchart TD',
    ...[...reach.keys()].map((name) => `  ${id(name)}[${name}]`),
    ...drawn.map(([from, to]) => `  ${id(from)} --> ${id(to)}`),
    '```',
    '',
    '| from | may reach, besides itself |',
    '| --- | --- |',
    ...[...reach].map(([name, tos]) => `| \`${name}\` | ${tos.map((to) => `\`${to}\``).join(', ') || 'nothing'} |`),
    '',
    END,
  ].join('\n');
}

/** The page with the picture in its place. */
export function withPicture(page) {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${FILE} has no place for the layers`);
  return page.slice(0, from) + picture() + page.slice(to + END.length);
}

if (process.argv[1] === import.meta.filename) writeFileSync(FILE, withPicture(readFileSync(FILE, 'utf8')));
