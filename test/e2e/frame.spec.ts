import { expect, LANGS, test } from './support/fixtures.ts';
import { seriousProblems } from './support/axe.ts';
import { FramePage } from './support/frame.ts';
import { StartPage } from './support/start.ts';

const CSV = 'id,visits\nA1,3\nA2,5\nA3,1\n';

for (const lang of LANGS)
  test.describe(`the frame in ${lang}`, () => {
    test.use({ lang });

    test('the start screen has three doors, its language, and nothing axe finds serious, light and dark', async ({
      start,
      page,
    }) => {
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      for (const door of ['data', 'hypotheses', 'sample'])
        await expect(page.getByRole('heading', { name: start.frame.t(`start:${door}.title`) })).toBeVisible();
      await expect(start.frame.rail).toHaveCount(0);
      expect(await seriousProblems(page)).toEqual([]);
      await start.frame.switchTheme();
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      expect(await seriousProblems(page)).toEqual([]);
    });

    test('a new workspace can be renamed, undone and redone, and every branch stays in the history', async ({
      start,
      page,
    }) => {
      const { frame } = start;
      await frame.newWorkspace('North');
      await expect(frame.workspaceName).toContainText('North');
      await expect(frame.undo).toBeDisabled();

      await frame.rename('North 1');
      await expect(frame.workspaceName).toContainText('North 1');
      await page.keyboard.press('ControlOrMeta+z');
      await expect(frame.workspaceName).toHaveText(/^North$/);
      await frame.redo.click();
      await expect(frame.workspaceName).toContainText('North 1');
      await frame.undo.click();
      await expect(frame.workspaceName).toHaveText(/^North$/);
      await frame.rename('North 2');
      await expect(frame.workspaceName).toContainText('North 2');

      const lines = await frame.openHistory();
      await expect(lines).toHaveCount(3);
      await expect(lines.nth(0)).toContainText('North 2');
      await expect(lines.nth(1)).toContainText('North 1');
      for (const [at, undone] of [false, true, false].entries())
        if (undone) await expect(lines.nth(at)).toHaveClass(/undone/);
        else await expect(lines.nth(at)).not.toHaveClass(/undone/);
      await page.keyboard.press('Escape');
      await expect(lines).toHaveCount(0);
      expect(await seriousProblems(page)).toEqual([]);
    });
  });

test('the language is switched live and kept over a reload', async ({ start, page }) => {
  await start.frame.switchLanguage();
  await expect(start.headline).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(start.headline).toBeVisible();
});

test('the palette finds a command in either language', async ({ start, page }) => {
  await start.frame.command('keyboard shortcuts');
  await expect(start.frame.dialog.getByRole('heading', { name: start.frame.t('frame:keys_title') })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(start.frame.dialog).toHaveCount(0);
});

test('shortcuts rest while text is typed or composed', async ({ start, page }) => {
  const { frame } = start;
  await page.evaluate(() => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '?', isComposing: true, bubbles: true }));
    window.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Process', code: 'Slash', shiftKey: true, bubbles: true }),
    );
  });
  await expect(frame.dialog).toHaveCount(0);
  await frame.command(frame.t('frame:action.new'));
  await frame.dialog.getByLabel(frame.t('frame:workspace_name')).pressSequentially('what?');
  await expect(frame.dialog).toHaveCount(1);
  await expect(frame.dialog.getByLabel(frame.t('frame:workspace_name'))).toHaveValue('what?');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(frame.dialog.getByRole('heading', { name: frame.t('frame:keys_title') })).toBeVisible();
});

test('a file dropped anywhere makes a workspace of its name', async ({ start }) => {
  const frame = await start.drop('members 2024.csv', CSV);
  await expect(frame.workspaceName).toContainText('members 2024');
  await expect(frame.rail.locator('[aria-current=step]')).toContainText(frame.t('frame:step.data'));
});

test('a dropped file that takes its time shows how much of it has gone', async ({ start, page }) => {
  const { frame } = start;
  const network = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 400_000 };
  await network.send('Network.emulateNetworkConditions', slow);
  const lines = Array.from({ length: 60_000 }, (_, i) => `K${i},${i % 7},${i % 100}`);
  await start.drop('slow.csv', ['id,visits,spent', ...lines].join('\n'));
  const bar = frame.tray.getByRole('progressbar', { name: frame.t('sourcesUi:choose.handing', { name: 'slow.csv' }) });
  await expect(bar).toHaveAttribute('aria-valuenow', /^\d+$/);
  await expect(frame.workspaceName).toContainText('slow');
  await expect(bar).toHaveCount(0);
});

test('cells pasted from a spreadsheet are taken as a file', async ({ start }) => {
  const frame = await start.paste(CSV.replaceAll(',', '\t'));
  await expect(frame.workspaceName).toContainText('pasted');
});

test('a closed workspace stands in the recent list and opens again', async ({ start }) => {
  const { frame } = start;
  await frame.newWorkspace('Autumn');
  await expect(frame.workspaceName).toContainText('Autumn');
  await frame.choose('frame:action.close');
  await expect(start.headline).toBeVisible();
  await expect(start.recent.nth(1)).toContainText('Autumn');
  await start.openRecent('Autumn');
  await expect(frame.workspaceName).toContainText('Autumn');
});

test('starting from hypotheses makes one empty card', async ({ start, page }) => {
  const frame = await start.startFromHypotheses();
  await expect(frame.rail.locator('[aria-current=step]')).toContainText(frame.t('frame:step.personas'));
  await expect(page).toHaveURL(/#\/personas\/\d+$/);
});

test('the shield tells that nothing left this machine', async ({ start, page }) => {
  await start.frame.button('frame:shield.short', { n: '0' }).click();
  const explained = page.getByRole('dialog').filter({ hasText: start.frame.t('frame:shield.title') });
  await expect(explained.getByRole('row', { name: start.frame.t('frame:shield.sent') })).toContainText('0');
});

test('two tabs show the same workspace', async ({ start, context }) => {
  const { frame } = start;
  await frame.newWorkspace('Shared');
  await expect(frame.workspaceName).toContainText('Shared');
  const opened = context.waitForEvent('page');
  await frame.command(frame.t('frame:action.window'));
  const second = new FramePage(await opened, frame.lang);
  await expect(second.workspaceName).toContainText('Shared');
  await second.rename('Shared 2');
  await expect(frame.workspaceName).toContainText('Shared 2');
});

test('an address without a key says in both languages how to get in', async ({ shell, page }) => {
  await page.goto(new URL(shell.url).origin);
  for (const lang of LANGS) {
    const words = new StartPage(new FramePage(page, lang)).frame.t('browser:session.title');
    await expect(page.getByText(words)).toBeVisible();
  }
  expect(await seriousProblems(page)).toEqual([]);
});
