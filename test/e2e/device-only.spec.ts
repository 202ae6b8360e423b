import { readFileSync } from 'node:fs';
import type { Download } from '@playwright/test';
import { seriousProblems } from './support/axe.ts';
import { ExplorePage } from './support/explore.ts';
import { expect, LANGS, test } from './support/fixtures.ts';

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang, study: 'few' });

    test('of seven customers a chart leaves for this device only, which its files say themselves', async ({
      frame,
      page,
    }) => {
      const explore = await new ExplorePage(frame).open();
      await explore.questions.first().click();
      await explore.settled();
      const told = frame.t('privacy:deviceOnly', { floor: '10' });
      const make = frame.button('privacy:device.make');

      /** Ask for a file, and again for this device only. */
      async function saved(kind: 'png' | 'svg' | 'csv'): Promise<Download> {
        await frame.button('charts:download').click();
        await page.getByRole('menuitem', { name: frame.t(`charts:${kind}`) }).click();
        await expect(make).toBeVisible();
        await expect(page.getByText(frame.t('privacy:error.fewInAll', { floor: '10' }))).toBeVisible();
        expect(await seriousProblems(page)).toEqual([]);
        const download = page.waitForEvent('download');
        await make.click();
        const file = await download;
        expect(file.suggestedFilename()).toContain(frame.t('privacy:device.file'));
        return file;
      }

      const csv = readFileSync(await (await saved('csv')).path(), 'utf8').trim();
      expect(csv.split(/\r?\n/).at(-1)).toContain(told);
      expect(csv).not.toContain(frame.t('exploreUi:few'));
      expect(readFileSync(await (await saved('svg')).path(), 'utf8')).toContain(told);
      const png = readFileSync(await (await saved('png')).path());
      expect(png.subarray(1, 4).toString()).toBe('PNG');

      await frame.button('charts:asTable').click();
      await make.click();
      await expect(frame.dialog).toContainText(told);
      expect(await seriousProblems(page)).toEqual([]);
    });
  });
