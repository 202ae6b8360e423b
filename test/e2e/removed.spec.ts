import { seriousProblems } from './support/axe.ts';
import { DataPage } from './support/data.ts';
import { expect, LANGS, test } from './support/fixtures.ts';
import { ImportPage } from './support/import.ts';

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang, study: 'sample' });

    test.describe.configure({ timeout: 240_000 });

    test('what is taken back is kept until a day, and goes for good after a second act', async ({ frame, page }) => {
      const wizard = new ImportPage(frame);
      const data = new DataPage(frame);
      await data.goTo('#/sources');
      await wizard.source('survey').locator('.sources-SourceTable_acts .ibtn').click();
      await expect(wizard.sources).toHaveCount(4);
      const kept = page.getByRole('region', { name: frame.t('sourcesUi:kept.title') });
      await expect(kept).toContainText(/survey.*\d{4}-\d{2}-\d{2}/);
      await expect(page.getByRole('list', { name: frame.t('sourcesUi:next.label') })).toContainText('survey');
      expect(await seriousProblems(page)).toEqual([]);

      // by keyboard: the button opens the dialog, the box is ticked, the last button becomes possible
      await kept.getByRole('button').first().focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      const last = dialog.getByRole('button', { name: frame.t('sourcesUi:kept.forget'), exact: true });
      await expect(dialog).toContainText(frame.t('sourcesUi:forget.inView'));
      await expect(last).toBeDisabled();
      expect(await seriousProblems(page)).toEqual([]);
      await dialog.getByRole('checkbox').focus();
      await page.keyboard.press('Space');
      await expect(last).toBeEnabled();
      await last.focus();
      await page.keyboard.press('Enter');
      await expect(dialog).toHaveCount(0, { timeout: 90_000 });
      await expect(kept).toHaveCount(0);
      await expect(wizard.sources).toHaveCount(4);
      await expect(page.getByRole('status').filter({ hasText: 'survey' }).first()).toBeVisible();

      // the last source gone: nothing is in view, and what is kept is said where the next file is chosen
      while ((await wizard.sources.count()) > 0) {
        const left = await wizard.sources.count();
        await wizard.sources.first().locator('.sources-SourceTable_acts .ibtn').click();
        await expect(wizard.sources).toHaveCount(left - 1);
      }
      await expect(kept.getByRole('listitem')).toHaveCount(5);
      expect(await seriousProblems(page)).toEqual([]);
    });
  });
