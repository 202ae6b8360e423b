import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { Lang } from '../../../shared/domain.ts';
import type { Chart } from '../../charts/example.ts';

// the store reads the address when it is loaded
vi.stubGlobal('window', { location: { hash: '' }, addEventListener: () => undefined });
const { useStore } = await import('../../../renderer/state/store.ts');
const { casesOf, toldIn } = await import('../../charts/example.ts');
const { CHARTS } = await import('../../charts/register.ts');

const root = join(import.meta.dirname, '..', '..', '..');
const stored = join(root, 'test', 'fixtures', 'charts');

const all = Object.values(CHARTS).flatMap((charts) => Object.entries(charts));
const pictures = all.flatMap(([chart, drawn]) =>
  casesOf(drawn).flatMap(({ name }) => Lang.options.map((lang) => ({ chart, name, lang }))),
);
const fileOf = ({ chart, name, lang }: (typeof pictures)[number]) => `${chart}-${name}-${lang}.golden`;

/** A chart as markup, an element a line; behind it what it draws on a canvas. */
function pictureOf(chart: Chart, name: string, lang: Lang): string {
  // without a document React reads the state the store began with
  Object.assign(useStore.getInitialState(), { lang });
  const told = toldIn(lang);
  const example = casesOf(chart).find((one) => one.name === name);
  if (!example) throw new Error(`no example ${name}`);
  const markup = renderToStaticMarkup(example.draw(told)).replaceAll('><', '>\n<');
  return [markup, ...(chart.canvas?.(example.name, told) ?? []), ''].join('\n');
}

describe('the charts', () => {
  it('have examples, every one of them', () => {
    const folders = readdirSync(join(root, 'renderer', 'charts'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'kit')
      .map(({ name }) => name);
    expect(Object.keys(CHARTS).sort()).toEqual(folders.sort());
  });

  it.each(pictures)('are drawn as they were: $chart, $name, $lang', async (picture) => {
    const chart = Object.fromEntries(all)[picture.chart];
    if (!chart) throw new Error(`no chart ${picture.chart}`);
    await expect(pictureOf(chart, picture.name, picture.lang)).toMatchFileSnapshot(join(stored, fileOf(picture)));
  });

  it('have no stored picture without an example', () => {
    const wanted = new Set(pictures.map(fileOf));
    expect(readdirSync(stored).filter((name) => !wanted.has(name))).toEqual([]);
  });
});
