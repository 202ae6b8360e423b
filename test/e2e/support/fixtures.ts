import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import type { Lang } from '../../../shared/domain.ts';
import { prepared } from '../../support/prepared.ts';
import { FramePage } from './frame.ts';
import { startShell, type ShellProcess } from './shell.ts';
import { StartPage } from './start.ts';
import { STUDIES, type Study } from './studies.ts';

interface Options {
  /** the language the program starts in */
  lang: Lang;
  theme: 'light' | 'dark';
  /** what `frame` is opened on */
  study: Study;
}
interface Fixtures {
  /** a fresh program */
  shell: ShellProcess;
  /** its start screen */
  start: StartPage;
  /** a workspace of the study, of this test alone */
  workspace: string;
  /** a program opened on it */
  frame: FramePage;
}

/** What a study takes to be made when it is the first to be asked for; that time is nobody's test. */
const PREPARING_MS = 240_000;

/** Each test has a program of its own. A page that logs an error fails its test. */
export const test = base.extend<Options & Fixtures>({
  lang: ['zh-CN', { option: true }],
  theme: ['light', { option: true }],
  study: ['members', { option: true }],
  shell: async ({ lang }, use) => {
    const shell = await startShell({ lang });
    await use(shell);
    await shell.stop();
  },
  start: async ({ page, shell, lang }, use) => {
    const problems = await openPage(page, shell);
    const start = new StartPage(new FramePage(page, lang));
    await expect(start.headline).toBeVisible();
    await use(start);
    expect(problems, 'the page logged errors').toEqual([]);
  },
  workspace: [
    async ({ lang, study }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'persona-copy-'));
      await use(await prepared(STUDIES[study](lang), folder));
      rmSync(folder, { recursive: true, force: true });
    },
    { timeout: PREPARING_MS },
  ],
  frame: async ({ page, workspace, lang, theme }, use) => {
    const shell = await startShell({ lang, theme, workspace });
    const problems = await openPage(page, shell);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await page.getByRole('banner').waitFor();
    await use(new FramePage(page, lang));
    expect(problems, 'the page logged errors').toEqual([]);
    await shell.stop();
  },
});
export { expect };

async function openPage(page: Page, shell: ShellProcess): Promise<string[]> {
  const problems = watchProblems(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(shell.url);
  return problems;
}

/** Everything the page and the tabs opened beside it complain about: exceptions, console errors, refusals of the content policy. */
export function watchProblems(page: Page): string[] {
  const problems: string[] = [];
  const context = page.context();
  context.on('weberror', (failure) => problems.push(failure.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return problems;
}

export const LANGS: readonly Lang[] = ['zh-CN', 'en'];
