import { expect, test as base, type Page } from '@playwright/test';
import type { Lang } from '../../../shared/domain.ts';
import { FramePage } from './frame.ts';
import { startShell, type ShellProcess } from './shell.ts';
import { StartPage } from './start.ts';

interface Options {
  /** the language the program starts in */
  lang: Lang;
}
interface Fixtures {
  shell: ShellProcess;
  /** the start screen of a fresh program */
  start: StartPage;
}

/** Each test has a program of its own. A page that logs an error fails its test. */
export const test = base.extend<Options & Fixtures>({
  lang: ['zh-CN', { option: true }],
  shell: async ({ lang }, use) => {
    const shell = await startShell({ lang });
    await use(shell);
    await shell.stop();
  },
  start: async ({ page, shell, lang }, use) => {
    const problems = watchProblems(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(shell.url);
    const frame = new FramePage(page, lang);
    const start = new StartPage(frame);
    await expect(start.headline).toBeVisible();
    await use(start);
    expect(problems, 'the page logged errors').toEqual([]);
  },
});
export { expect };

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
