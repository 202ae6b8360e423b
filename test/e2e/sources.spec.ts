import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seriousProblems } from './support/axe.ts';
import { DataPage } from './support/data.ts';
import { expect, LANGS, test } from './support/fixtures.ts';
import { ImportPage } from './support/import.ts';

/** The orders of a month. */
const monthOf = (month: string, head = 'order_id,customer_id,order_date,amount') => {
  const rows = Array.from({ length: 120 }, (_, i) => {
    const cells = [
      `${month}${i}`,
      `K${1000 + ((i * 7) % 50)}`,
      `2025-${month}-${String(1 + (i % 28)).padStart(2, '0')}`,
    ];
    return [...cells, `${10 + (i % 9)}.50`].join(',');
  });
  return [head, ...rows].join('\n');
};

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang, study: 'sample' });

    test('files of one shape go in as one source, or apart again', async ({ start, page }) => {
      const folder = mkdtempSync(join(tmpdir(), 'persona-months-'));
      const months = ['01', '02', '03'].map((month) => {
        const path = join(folder, `orders-2025-${month}.csv`);
        writeFileSync(path, monthOf(month));
        return path;
      });
      const members = join(folder, 'members.csv');
      writeFileSync(members, ['customer_id,city', ...months.map((_, i) => `K${1000 + i},City ${i}`)].join('\n'));

      const wizard = new ImportPage(await start.openSample());
      const { frame } = wizard;
      const data = new DataPage(frame);
      await wizard.looked();
      await wizard.import();
      await wizard.toList();
      await wizard.importAnother([...months, members]);
      await expect(data.queue).toHaveCount(4);
      const offer = frame.button('sourcesUi:queue.together', { count: 3 });
      await offer.click({ timeout: 60_000 });
      await expect(data.queue).toHaveCount(2);
      const one = data.queue.first();
      await expect(one).toContainText(frame.t('sourcesUi:queue.togetherName', { name: 'orders', count: 3 }));
      await expect(one).toContainText('360', { timeout: 30_000 });
      await expect(one).toContainText(frame.t('kinds:kind.orders'));
      await expect(offer).toHaveCount(0);
      expect(await seriousProblems(page)).toEqual([]);

      await frame.button('sourcesUi:queue.apart').click();
      await expect(data.queue).toHaveCount(4);
      await offer.click({ timeout: 60_000 });
      await expect(one).toContainText('360', { timeout: 30_000 });
      await frame.button('sourcesUi:queue.all', { count: 2 }).click();
      await expect(one).toContainText(frame.t('sourcesUi:queue.done'), { timeout: 30_000 });
      await wizard.toList();
      await expect(wizard.sources).toHaveCount(3);
      // the column says which file a row is from
      await wizard
        .source('orders')
        .getByRole('button', { name: frame.t('sourcesUi:steps.receipt') })
        .click();
      await page.locator('.sources-ReceiptView_receipt').waitFor();
      expect(await wizard.receipt()).toEqual([360, 360, 0]);
      await expect(page.locator('.sources-ReceiptView_columns tbody tr').last()).toContainText('file');
    });

    test('the list of sources says which is the main one, what each is worth, and what comes next', async ({
      frame,
      page,
    }) => {
      const wizard = new ImportPage(frame);
      await new DataPage(frame).goTo('#/sources');
      await expect(wizard.sources).toHaveCount(5);
      await expect(wizard.sources.first()).toContainText('members');
      await expect(wizard.sources.first()).toContainText(frame.t('sourcesUi:list.main'));
      for (const row of await wizard.sources.all()) await expect(row).toContainText(/\d%/, { timeout: 60_000 });
      const next = page.getByRole('list', { name: frame.t('sourcesUi:next.label') });
      await expect(next.getByRole('listitem')).toHaveCount(3);
      await expect(next).toContainText(frame.t('sourcesUi:next.segments', { count: 4 }));
      expect(await seriousProblems(page)).toEqual([]);

      // without the survey the table is out of date, and the list itself brings it up to date
      await wizard.source('survey').locator('.sources-SourceTable_acts .ibtn').click();
      await expect(wizard.sources).toHaveCount(4);
      const rebuild = next.getByRole('button', { name: frame.t('frame:rebuild') });
      await rebuild.click();
      await expect(rebuild).toHaveCount(0, { timeout: 90_000 });
    });
  });
