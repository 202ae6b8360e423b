import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import Papa from 'papaparse';
import type { BrowserContext, Download } from '@playwright/test';
import type { Lang } from '../../shared/domain.ts';
import { Recipe } from '../../shared/recipe.ts';
import { CustomersPage } from './support/customers.ts';
import { campaignFile } from './support/data.ts';
import { expect, LANGS, test } from './support/fixtures.ts';
import { FramePage } from './support/frame.ts';
import { ImportPage } from './support/import.ts';
import { PersonasPage } from './support/personas.ts';
import { SegmentsPage } from './support/segments.ts';
import { root } from './support/shell.ts';
import type { StartPage } from './support/start.ts';
import { ENGINE_OPTIONS } from '../../electron/own-node.js';

/*
 * The main job as one person does it: from a customer file to the exported card, with the things that happen on the way:
 * a reload while groups are sought, a run that is stopped, a second tab, a change taken back, the other language.
 */

interface Study {
  readonly file: string;
  readonly encoding: 'gb18030' | 'utf-8';
  readonly customers: number;
  /** columns whose cells must be in no file that leaves */
  readonly personal: readonly string[];
  /** how it comes in */
  readonly open: (start: StartPage) => Promise<FramePage>;
}

const inSample = (file: string) => join(root, 'resources', 'sample', file);
const openSample: Study['open'] = (start) => start.openSample();
/** The sample study of each language. */
const SAMPLE: Record<Lang, Study> = {
  'zh-CN': {
    file: inSample('members.csv'),
    encoding: 'gb18030',
    customers: 2041,
    personal: ['会员号', '姓名', '手机'],
    open: openSample,
  },
  en: {
    file: inSample('members.en.csv'),
    encoding: 'utf-8',
    customers: 2041,
    personal: ['Member ID', 'Full name', 'Mobile'],
    open: openSample,
  },
};

/** A file of the reader's own, dropped into the window. */
const campaign = (file: string): Study => ({
  file,
  encoding: 'utf-8',
  customers: 2240,
  personal: ['ID'],
  open: (start) => start.drop(basename(file), readFileSync(file, 'utf8')),
});

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang });
    // groups are sought three times over; on a machine that does other things as well that takes more than a minute
    test.describe.configure({ timeout: 240_000 });

    test('the sample study, from its door to the exported card', async ({ start, context }) => {
      await mainJob(start, context, SAMPLE[lang]);
    });
  });

test.describe('a campaign', () => {
  test.describe.configure({ timeout: 240_000 });

  test('from the dropped file to the exported card', async ({ start, context }) => {
    await mainJob(start, context, campaign(campaignFile()));
  });
});

async function mainJob(start: StartPage, context: BrowserContext, study: Study): Promise<void> {
  const frame = await study.open(start);
  await test.step('the wizard: every row is accounted for', () => importFile(frame, study));
  const segments = new SegmentsPage(frame);
  await test.step('groups are found, over a reload in mid-job', () => findGroups(segments));
  await test.step('a run that is stopped leaves the groups as they were', () => stopARun(segments));
  const second = await test.step('a second tab sees the same workspace', () => openSecondTab(segments, context));
  await test.step('a group is renamed, and the name taken back, in both tabs', () => renameAndUndo(segments, second));
  const cards = new PersonasPage(frame);
  await test.step('cards are drafted, and speak the other language at once', () => draft(cards));
  const title = await test.step('a card is edited, its evidence shown', () => editCard(cards, second));
  await test.step('the card leaves without customers', () => exportCard(cards, context, study, title));
  const recipe = await test.step('the recipe names the file', () => saveRecipe(frame, study));
  await test.step('the recipe gives the same groups again', () => replay(recipe, segments, study));
}

async function importFile(frame: FramePage, study: Study): Promise<void> {
  const wizard = new ImportPage(frame);
  await wizard.looked();
  await expect(wizard.fact('encoding')).toHaveValue(study.encoding);
  await wizard.import();
  const [read, stored, rejected] = await wizard.receipt();
  const { rows, broken } = tableOf(study);
  expect(read).toBe(rows.length + broken);
  expect(stored).toBe(study.customers);
  expect(read).toBe(stored + rejected);
  await expect(frame.page.getByText(frame.t('sourcesUi:receipt.rejectedRows', { n: rejected }))).toBeVisible();

  await frame.button('sourcesUi:toCustomers').click();
  const customers = new CustomersPage(frame);
  await expect(customers.heading).toHaveText(frame.t('customersUi:title', { n: study.customers }));
  await frame.goTo('segments');
}

async function findGroups(segments: SegmentsPage): Promise<void> {
  const { page, frame } = segments;
  await segments.find.click();
  await expect(segments.running.getByRole('progressbar')).toBeVisible();
  await page.reload();
  // the job went on without the page, and the page takes it up again
  await expect(segments.running.getByRole('progressbar')).toBeVisible();
  await expect(frame.tray.getByRole('progressbar')).toBeVisible();
  await expect(segments.groups).toHaveCount(0);
  await expect(segments.groups.first()).toBeVisible({ timeout: 60_000 });
  expect(await segments.groups.count()).toBeGreaterThan(1);
  await expect(page.locator('.scatter-host canvas')).toBeVisible();
  await expect(segments.running).toHaveCount(0);
}

async function stopARun(segments: SegmentsPage): Promise<void> {
  const { page, frame } = segments;
  const [headline, sizes] = [await segments.heading.textContent(), await segments.sizes.allTextContents()];
  await segments.changeFeatures();
  await frame.dialog.getByRole('button', { name: frame.t('segmentsUi:runWithThese') }).click();
  await expect(segments.running.getByRole('progressbar')).toBeVisible();
  await segments.running.getByRole('button', { name: frame.t('common:stop') }).click();
  const stopped = frame.t('jobs:cancelled', { name: frame.t('jobs:segments_run') });
  await expect(frame.tray).toContainText(stopped);
  await expect(segments.running).toHaveCount(0);
  await expect(segments.heading).toContainText(headline!);
  await expect(segments.sizes).toHaveText(sizes);
  // still the groups of before the change, and said to be
  await expect(segments.stale).toBeVisible();
  await frame.undo.click();
  await expect(segments.stale).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
}

async function openSecondTab(segments: SegmentsPage, context: BrowserContext): Promise<FramePage> {
  const { frame } = segments;
  const opened = context.waitForEvent('page');
  await frame.command(frame.t('frame:action.window'));
  const second = new FramePage(await opened, frame.lang);
  await second.goTo('segments');
  await expect(second.workspaceName).toHaveText((await frame.workspaceName.textContent())!);
  await expect(new SegmentsPage(second).names).toHaveText(await segments.names.allTextContents());
  return second;
}

async function renameAndUndo(segments: SegmentsPage, second: FramePage): Promise<void> {
  const other = new SegmentsPage(second);
  const before = await segments.names.allTextContents();
  const name = '老朋友 Old friends';
  await segments.rename(0, name);
  await expect(segments.names.first()).toHaveText(name);
  await expect(other.names.first()).toHaveText(name);
  await segments.frame.undo.click();
  await expect(segments.names).toHaveText(before);
  await expect(other.names).toHaveText(before);
}

async function draft(cards: PersonasPage): Promise<void> {
  const { frame, page } = cards;
  await frame.button('segmentsUi:draft').click();
  await expect(cards.card).toBeVisible({ timeout: 30_000 });
  const title = (await cards.title.textContent())!;
  const needs = (page: PersonasPage) => page.card.getByRole('region', { name: page.t('personas:field.needs') });
  await expect(needs(cards)).toBeVisible();
  await frame.switchLanguage();
  await expect(page.locator('html')).toHaveAttribute('lang', frame.lang);
  await expect(needs(cards)).toBeVisible();
  await expect(cards.title).not.toHaveText(title);
  await frame.switchLanguage();
  await expect(cards.title).toHaveText(title);
}

/** Gives the title the card has in the end. */
async function editCard(cards: PersonasPage, second: FramePage): Promise<string> {
  const { frame } = cards;
  const before = (await cards.title.textContent())!;
  const title = 'The regular 常客';
  await cards.retitle(title);
  await expect(cards.title).toContainText(title);
  await frame.undo.click();
  await expect(cards.title).toHaveText(before);
  await frame.redo.click();
  await expect(cards.title).toContainText(title);

  await second.goTo('personas');
  const tile = second.page.locator('.personas-Gallery_tileOpen').filter({ hasText: title });
  await expect(tile).toBeVisible();

  await cards.flip();
  const rows = cards.evidence.locator('tbody tr');
  await expect.poll(() => rows.count()).toBeGreaterThan(5);
  await rows.first().click();
  await expect(cards.inspector).toContainText(cards.t('personasUi:asOf'));
  await cards.flip();
  await expect(cards.title).toContainText(title);
  return title;
}

async function exportCard(cards: PersonasPage, context: BrowserContext, study: Study, title: string): Promise<void> {
  const personal = personalCells(study);
  expect(personal.length).toBeGreaterThan(200);
  for (const edition of ['face', 'evidence'] as const) {
    const download = await cards.export('html', edition);
    expect(download.suggestedFilename()).toMatch(/\.html$/);
    const path = await download.path();
    const html = readFileSync(path, 'utf8');
    expect(html).toMatch(/^<!doctype html>/i);

    // read as anyone would: by itself, and nothing else is asked for
    const reader = await context.newPage();
    const asked: string[] = [];
    reader.on('request', (request) => asked.push(request.url()));
    await reader.goto(`data:text/html;base64,${Buffer.from(html).toString('base64')}`);
    await expect(reader).toHaveTitle(new RegExp(title));
    const words = await reader.locator('body').innerText();
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([]);
    await reader.close();
    expect(words).toContain(title);
    expect(words).toContain('n');

    expect(personal.filter((cell) => words.includes(cell))).toEqual([]);
    expect(words).not.toMatch(/(?<![\d.])1[3-9]\d{9}(?!\d)/);
  }
}

/** Gives the text of the recipe. */
async function saveRecipe(frame: FramePage, study: Study): Promise<string> {
  const saved = frame.page.waitForEvent('download');
  await frame.tray.getByRole('button', { name: frame.t('frame:recipe') }).click();
  const text = await textOf(await saved);
  const recipe = Recipe.parse(JSON.parse(text));
  expect(recipe.steps.map(({ step }) => step)).toEqual(
    expect.arrayContaining(['import', 'segment', 'draft']) as unknown as string[],
  );
  const first = recipe.steps[0]!;
  expect(first.step === 'import' && first.file).toBe(basename(study.file));
  expect(personalCells(study).filter((cell) => text.includes(cell))).toEqual([]);
  return text;
}

/** A colleague with the same file replays the recipe on the command line. */
async function replay(recipe: string, segments: SegmentsPage, study: Study): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'persona-replay-'));
  const path = join(folder, 'recipe.json');
  writeFileSync(path, recipe);
  const args = ['run', path, '--workspace', join(folder, 'again.persona'), '--data', dirname(study.file), '--json'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...ENGINE_OPTIONS, join(root, 'dist', 'cli.js'), ...args],
    {
      env: { ...process.env, PERSONA_HOME: folder },
      maxBuffer: 1 << 26,
    },
  );
  const again = JSON.parse(stdout) as { segmentation: { segments: { size: number }[] } };
  rmSync(folder, { recursive: true, force: true });
  await segments.frame.goTo('segments');
  await expect(segments.groups.first()).toBeVisible();
  const shown = (await segments.sizes.allTextContents()).map((text) => Number(text.split('·')[0]!.replace(/\D/g, '')));
  expect(again.segmentation.segments.map(({ size }) => size)).toEqual(shown);
}

/** Cells that belong to one customer. A number of one to four digits may as well be a count. */
function personalCells(study: Study): string[] {
  const cells = tableOf(study).rows.flatMap((row) => study.personal.map((column) => row[column] ?? ''));
  return [...new Set(cells)].filter((cell) => cell.length > 1 && !/^\d{1,4}$/.test(cell));
}

const textOf = async (download: Download) => readFileSync(await download.path(), 'utf8');

/** The file as another reader sees it: rows of the header's width, and how many are not. */
function tableOf(study: Study): { rows: Record<string, string>[]; broken: number } {
  const text = new TextDecoder(study.encoding).decode(readFileSync(study.file));
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const [head = [], ...body] = data;
  const whole = body.filter((cells) => cells.length === head.length);
  return {
    rows: whole.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i] ?? '']))),
    broken: body.length - whole.length,
  };
}
