import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findBrowser } from '../../electron/shell/browsers.ts';
import type { ViewName } from '../../shared/areas.ts';
import type { Lang } from '../../shared/domain.ts';
import { chromiumArgs } from '../support/chromium-args.ts';
import { ExplorePage } from './support/explore.ts';
import { FramePage } from './support/frame.ts';
import { ImportPage } from './support/import.ts';
import { NotesPage } from './support/notes.ts';
import { root, startShell, type ShellProcess } from './support/shell.ts';
import { StartPage } from './support/start.ts';
import { ENGINE_OPTIONS } from '../../electron/own-node.js';

/*
 * A picture of every screen of the sample study, in both languages, both themes and both sizes:
 * npm run screens -- --out DIR [--only start,segments] [--lang en] [--theme dark] [--size 1280x720]
 * npm run screens -- --readme writes the four pictures of the two READMEs into docs/images, and nothing else.
 */

const SIZES = ['1280x720', '1600x1000'] as const;
const THEMES = ['light', 'dark'] as const;
const LANGS = ['zh-CN', 'en'] as const;
const run = promisify(execFile);

interface Screen {
  readonly name: string;
  /** `fresh`: on a program without an open workspace */
  readonly fresh?: boolean;
  show(frame: FramePage): Promise<void>;
}

/** Come to a view by its address, as a reload does. */
const at = (hash: string) => (frame: FramePage) => frame.goToAddress(hash);

/** Every view has a screen: one without does not compile. */
const SCREENS = {
  start: [{ name: 'start', fresh: true, show: (frame) => new StartPage(frame).headline.waitFor() }],
  sources: [
    { name: 'import', fresh: true, show: sampleWizard },
    { name: 'receipt', fresh: true, show: sampleReceipt },
    { name: 'queue', fresh: true, show: sampleQueue },
    { name: 'orders', fresh: true, show: sampleOrders },
    { name: 'sources', show: at('#/sources') },
  ],
  cleaning: [
    { name: 'cleaning', show: at('#/cleaning/1/steps') },
    { name: 'quality', show: at('#/cleaning/2/quality') },
  ],
  identity: [
    { name: 'join', show: at('#/identity') },
    { name: 'review', show: at('#/identity/review') },
    { name: 'merged', show: at('#/identity/merged') },
  ],
  customers: [
    { name: 'customers', show: at('#/customers') },
    { name: 'customer', show: at('#/customers/1') },
  ],
  notes: [{ name: 'notes', show: openNotes }],
  explore: [
    { name: 'explore', show: at('#/explore/start') },
    { name: 'answer', show: (frame) => openAnswer(frame, 0) },
    { name: 'answer-box', show: (frame) => openAnswer(frame, 3) },
  ],
  segments: [{ name: 'segments', show: at('#/segments') }],
  personas: [
    { name: 'gallery', show: at('#/personas') },
    { name: 'card', show: openFirstCard },
    {
      name: 'evidence',
      show: async (frame) => {
        await openFirstCard(frame);
        await settled(frame.page);
        await frame.page.keyboard.press('e');
      },
    },
    {
      name: 'palette',
      show: async (frame) => {
        await at('#/segments')(frame);
        await settled(frame.page);
        await frame.page.keyboard.press('ControlOrMeta+k');
        await frame.dialog.waitFor();
      },
    },
  ],
} satisfies Record<ViewName | 'start', readonly Screen[]>;

/** Dialogs of the frame, and what is taken back: last, since they change the workspace. */
const DIALOGS: readonly Screen[] = [
  { name: 'copies', show: openCopies },
  {
    name: 'restore',
    show: async (frame) => {
      await openCopies(frame);
      const restore = new RegExp(frame.t('workspace:copies.restore_named', { at: '.*' }));
      await frame.dialog.getByRole('button', { name: restore }).first().click();
    },
  },
  { name: 'kept', show: takeBack },
  {
    name: 'forget',
    show: async (frame) => {
      await at('#/sources')(frame);
      const kept = frame.page.getByRole('region', { name: frame.t('sourcesUi:kept.title') });
      await kept.getByRole('button').first().click();
      await frame.dialog.waitFor();
    },
  },
];
const ALL: readonly Screen[] = [...Object.values(SCREENS).flat(), ...DIALOGS];

async function openCopies(frame: FramePage): Promise<void> {
  await frame.choose('frame:action.copies');
  const rows = frame.dialog.getByRole('row').filter({ hasText: frame.t('workspace:copies.reason.asked') });
  await frame.button('workspace:copies.make').click();
  await rows.first().waitFor();
}

async function takeBack(frame: FramePage): Promise<void> {
  await at('#/sources')(frame);
  await new ImportPage(frame).source('survey').locator('.sources-SourceTable_acts .ibtn').click();
  await frame.page.getByRole('region', { name: frame.t('sourcesUi:kept.title') }).waitFor();
}

/** The notes of the sample, which no recipe brings in, with a quote marked. */
async function openNotes(frame: FramePage): Promise<void> {
  await at('#/notes')(frame);
  const notes = new NotesPage(frame);
  await notes.addFrom(join(root, 'resources', 'sample', frame.lang === 'en' ? 'notes.en' : 'notes'));
  await notes.list.getByRole('option').last().click();
  await notes.selectByKeys(frame.lang === 'en' ? 'I do not want to wait a minute.' : '一分钟都不想等。');
  await frame.page.keyboard.press('q');
  await notes.code(frame.lang === 'en' ? 'Waiting' : '排队');
}

/** The chart of a ready question. */
async function openAnswer(frame: FramePage, which: number): Promise<void> {
  const explore = await new ExplorePage(frame).open();
  await explore.questions.nth(which).click();
  await explore.settled();
}

/** The sample study file by file; each screen goes on from the one before, or from the start. */
async function sampleWizard(frame: FramePage): Promise<void> {
  await frame.page.locator('.start-index_page, .sources-Wizard_wizard').first().waitFor();
  const start = new StartPage(frame);
  if (await start.headline.isVisible()) await start.openSample();
  await new ImportPage(frame).looked();
}
async function sampleReceipt(frame: FramePage): Promise<void> {
  await sampleWizard(frame);
  await new ImportPage(frame).import();
}
async function sampleQueue(frame: FramePage): Promise<void> {
  if (!(await frame.page.locator('.sources-ReceiptView_receipt').isVisible())) await sampleReceipt(frame);
  await frame.button('sourcesUi:sample.tables', { count: 4 }).click();
  await frame.page.locator('.sources-Queue_queue tr').nth(4).waitFor();
}
async function sampleOrders(frame: FramePage): Promise<void> {
  if (!(await frame.page.locator('.sources-Queue_queue').isVisible())) await sampleQueue(frame);
  await settled(frame.page);
  await frame.page.locator('.sources-Queue_queue tr').nth(2).locator('.btn').first().click();
  await new ImportPage(frame).looked();
}

async function openFirstCard(frame: FramePage): Promise<void> {
  await at('#/personas/1')(frame);
}

/** Nothing waits, nothing runs, fonts are there. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => !document.querySelector('.ui-Spinner_waiting, .ui-Spinner_spin, [aria-busy=true], [role=progressbar]'),
    null,
    {
      timeout: 60_000,
    },
  );
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400);
}

/** The sample study replayed through the command line into one workspace file per language. */
async function makeStudy(folder: string, lang: Lang): Promise<string> {
  const workspace = join(folder, lang === 'zh-CN' ? '一盏茶·会员画像.persona' : 'Tea shop members.persona');
  const sample = join(root, 'resources', 'sample');
  const locale = lang === 'zh-CN' ? 'zh_CN.UTF-8' : 'en_US.UTF-8';
  const args = [
    'run',
    join(sample, lang === 'zh-CN' ? 'recipe.all.json' : 'recipe.all.en.json'),
    '--workspace',
    workspace,
    '--data',
    sample,
    '--out',
    join(folder, lang),
  ];
  await run(process.execPath, [...ENGINE_OPTIONS, join(root, 'dist', 'cli.js'), ...args], {
    env: { ...process.env, LANG: locale, LC_ALL: '', PERSONA_HOME: join(folder, `home-${lang}`) },
  });
  return workspace;
}

interface Job {
  readonly lang: Lang;
  readonly theme: (typeof THEMES)[number];
  readonly size: string;
  /** the file of a screen's picture */
  readonly fileOf: (screen: Screen) => string;
}

/** What the READMEs show: segments.png and card.png, and the same in Chinese. */
const README = ['segments', 'card'];
const readmePicture = (lang: Lang) => (screen: Screen) =>
  join(root, 'docs', 'images', `${screen.name}${lang === 'en' ? '' : `.${lang}`}.png`);

async function takeAll(browser: Browser, job: Job, study: string, only: Set<string> | null): Promise<void> {
  const [width = 1280, height = 720] = job.size.split('x').map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'persona-screens-'));
  // the open workspace is a copy: a screen may change it
  const workspace = join(folder, study.split('/').at(-1)!);
  copyFileSync(study, workspace);
  const wanted = ALL.filter((screen) => only === null || only.has(screen.name));
  try {
    for (const fresh of [false, true]) {
      const screens = wanted.filter((screen) => (screen.fresh ?? false) === fresh);
      if (screens.length === 0) continue;
      const shell = await startShell({ ...job, home: homeWith(folder, job), ...(fresh ? {} : { workspace }) });
      try {
        await takeScreens(browser, shell, job, { width, height }, screens);
      } finally {
        await shell.stop();
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A device folder with the language and the theme of a job; both programs of a job share it, so that recent workspaces show. */
function homeWith(folder: string, { lang, theme }: Job): string {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'preferences.json'), JSON.stringify({ lang, theme }));
  return home;
}

async function takeScreens(
  browser: Browser,
  shell: ShellProcess,
  job: Job,
  viewport: { width: number; height: number },
  screens: Screen[],
): Promise<void> {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce', locale: job.lang });
  try {
    await page.goto(shell.url);
    await page.getByRole('banner').waitFor();
    const frame = new FramePage(page, job.lang);
    for (const screen of screens) {
      await screen.show(frame);
      await settled(page);
      const file = job.fileOf(screen);
      await page.screenshot({ path: file });
      process.stdout.write(`${file}\n`);
      await page.keyboard.press('Escape');
    }
  } finally {
    await page.close();
  }
}

const list = (text: string | undefined) => text?.split(',').map((part) => part.trim());

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'screens' },
      only: { type: 'string' },
      lang: { type: 'string' },
      theme: { type: 'string' },
      size: { type: 'string' },
      readme: { type: 'boolean', default: false },
    },
  });
  const out = values.readme ? join(root, 'docs', 'images') : resolve(values.out);
  mkdirSync(out, { recursive: true });
  const pick = <T extends string>(all: readonly T[], asked: string | undefined) =>
    asked === undefined ? all : all.filter((one) => list(asked)?.includes(one));
  const only = values.only === undefined ? null : new Set(list(values.only));
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('no Chromium, Chrome or Edge was found');
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  const folder = mkdtempSync(join(tmpdir(), 'persona-study-'));
  try {
    for (const lang of pick(LANGS, values.lang)) {
      const study = await makeStudy(folder, lang);
      if (values.readme) {
        const job: Job = { lang, theme: 'light', size: '1600x1000', fileOf: readmePicture(lang) };
        await takeAll(browser, job, study, new Set(README));
        continue;
      }
      for (const theme of pick(THEMES, values.theme))
        for (const size of pick(SIZES, values.size)) {
          const fileOf = (screen: Screen) => join(out, `${screen.name}-${lang}-${theme}-${size}.png`);
          await takeAll(browser, { lang, theme, size, fileOf }, study, only);
        }
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
