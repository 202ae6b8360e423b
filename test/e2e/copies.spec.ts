import { closeSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { seriousProblems } from './support/axe.ts';
import { expect, LANGS, test } from './support/fixtures.ts';
import type { FramePage } from './support/frame.ts';

/** Copies made by hand: that of the day comes by itself, when it comes. */
const row = (frame: FramePage) =>
  frame.dialog.getByRole('row').filter({ hasText: frame.t('workspace:copies.reason.asked') });
const button = (frame: FramePage, key: 'restore_named' | 'delete_named') =>
  row(frame)
    .first()
    .getByRole('button', { name: new RegExp(frame.t(`workspace:copies.${key}`, { at: '.*' })) });
const restoreButton = (frame: FramePage) => button(frame, 'restore_named');

/** The only workspace of the device folder. */
function workspaceIn(home: string): string {
  const folder = join(home, 'workspaces');
  const name = readdirSync(folder).find((each) => each.endsWith('.persona'));
  return join(folder, name!);
}

for (const lang of LANGS)
  test.describe(`copies in ${lang}`, () => {
    test.use({ lang });

    test('are made, listed, deleted and brought back from the workspace menu', async ({ start, page }) => {
      const { frame } = start;
      await start.startFromHypotheses();
      await expect(frame.workspaceName).toBeVisible();
      await frame.choose('frame:action.copies');
      await frame.button('workspace:copies.make').click();
      await expect(row(frame)).toHaveCount(1);
      expect(await seriousProblems(page)).toEqual([]);
      await frame.button('workspace:copies.make').click();
      await expect(row(frame)).toHaveCount(2);

      await button(frame, 'delete_named').press('Enter');
      await frame.button('workspace:copies.delete').click();
      await expect(row(frame)).toHaveCount(1);
      await page.keyboard.press('Escape');

      const before = await frame.workspaceName.textContent();
      await frame.rename('Renamed');
      await expect(frame.workspaceName).toContainText('Renamed');
      await frame.choose('frame:action.copies');
      await restoreButton(frame).click();
      expect(await seriousProblems(page)).toEqual([]);
      await frame.button('workspace:copies.restore').click();
      await expect(frame.workspaceName).toHaveText(before ?? '');
      const kept = page.getByRole('status').filter({ hasText: frame.t('workspace:copies.aside', { at: '' }).trim() });
      await expect(kept).toBeVisible();
      await frame.button('common:dismiss').click();
      await expect(kept).toHaveCount(0);
    });

    test('of a damaged file are offered where it does not open, and of one that has gone in the list', async ({
      start,
      page,
      shell,
    }) => {
      const { frame } = start;
      await start.startFromHypotheses();
      await frame.choose('frame:action.copies');
      await frame.button('workspace:copies.make').click();
      await expect(row(frame)).toHaveCount(1);
      await page.keyboard.press('Escape');
      await frame.choose('frame:action.close');
      await expect(start.headline).toBeVisible();
      const path = workspaceIn(shell.home);
      const file = openSync(path, 'r+');
      writeSync(file, Buffer.alloc(statSync(path).size - 8192, 0x5a), 0, undefined, 8192);
      closeSync(file);

      await start.openRecent(frame.t('start:hypotheses.workspace'));
      await expect(frame.alerts).toContainText(frame.t('errors:damaged'));
      await frame.alerts.getByRole('button', { name: frame.t('workspace:copies.open_list') }).click();
      await restoreButton(frame).click();
      await frame.button('workspace:copies.restore').click();
      await expect(frame.workspaceName).toContainText(frame.t('start:hypotheses.workspace'));

      await frame.choose('frame:action.close');
      await expect(start.headline).toBeVisible();
      rmSync(path);
      await page.reload();
      await start.recent
        .getByRole('button', {
          name: frame.t('workspace:copies.open_list_of', { name: frame.t('start:hypotheses.workspace') }),
        })
        .click();
      await restoreButton(frame).click();
      await frame.button('workspace:copies.restore').click();
      await expect(frame.workspaceName).toContainText(frame.t('start:hypotheses.workspace'));
    });
  });
