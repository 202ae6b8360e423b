import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { seriousProblems } from './support/axe.ts';
import { CustomersPage } from './support/customers.ts';
import { expect, LANGS, test } from './support/fixtures.ts';
import type { FramePage } from './support/frame.ts';
import { ImportPage } from './support/import.ts';

const LIST = [
  'CustomerID,身高(cm),MntWines,total_spent,Gender',
  ...Array.from(
    { length: 140 },
    (_, i) => `${1000 + i},${150 + (i % 30)},${i * 7}.5,${i * 31}.25,${i % 2 ? 'F' : 'M'}`,
  ),
].join('\n');
const DICTIONARY = '变量,含义,单位,取值\nMntWines,葡萄酒消费,元,\nRecency,最近购买,天,\nPhantom,不存在,,\n';

const put = (name: string, text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'persona-dictionary-')), name);
  writeFileSync(path, text);
  return path;
};
const labelled = (frame: FramePage, page: Page, key: string, name: string) =>
  page.getByRole('textbox', { name: frame.t(`dictionaryUi:${key}`, { name }), exact: true });
const rename = async (frame: FramePage, page: Page, key: string, name: string, text: string) => {
  const field = labelled(frame, page, key, name);
  await field.fill(text);
  await field.press('Enter');
};

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang, study: 'campaign' });

    test('a name and a unit given beside the table stand in every view, and go with undo', async ({ frame, page }) => {
      const customers = new CustomersPage(frame);
      await frame.goToAddress('#/customers');
      await customers.sortButton('Mnt wines').click();
      await rename(frame, page, 'labelOf', 'MntWines', 'Wine');
      await expect(customers.head('Wine')).toBeVisible();
      await rename(frame, page, 'unitOf', 'MntWines', '€');
      await expect(customers.head('Wine')).toContainText('€');
      await expect(customers.inspector).toContainText('€1,493');
      await page.mouse.move(0, 0);
      expect(await seriousProblems(page)).toEqual([]);

      await frame.goTo('segments');
      const heatmap = page.locator('main');
      await expect(heatmap.getByText('Wine', { exact: true }).first()).toBeVisible();
      await expect(heatmap).not.toContainText('MntWines');
      await frame.goToAddress('#/personas');
      await expect(page.locator('main').getByText('Mnt gold prods').first()).toBeVisible();
      await frame.goToAddress('#/explore');
      await expect(page.locator('main').getByRole('button', { name: 'Wine', exact: true })).toBeVisible();

      await frame.undo.click();
      await frame.undo.click();
      await expect(page.locator('main').getByRole('button', { name: 'Mnt wines', exact: true })).toBeVisible();
    });

    test('the currency is asked for once, names are given in the wizard, a dictionary file is taken over', async ({
      frame,
      page,
    }) => {
      const wizard = new ImportPage(frame);
      await frame.goToAddress('#/sources');
      await wizard.importAnother(put('list.csv', LIST));
      await page.getByRole('button', { name: '身高 身高(cm)', exact: true }).click();
      await expect(labelled(frame, page, 'labelOf', '身高(cm)')).toHaveValue('身高');
      await expect(labelled(frame, page, 'unitOf', '身高(cm)')).toHaveValue('cm');
      await rename(frame, page, 'labelOf', '身高(cm)', 'Height');
      await wizard.import();
      const main = page.locator('main');
      await expect(main.getByRole('cell', { name: 'Height cm' })).toBeVisible();
      const columns = ['Mnt wines', 'Total spent'].join(frame.t('sourcesUi:rejected.comma'));
      const question = main.getByRole('heading', { name: frame.t('dictionaryUi:currency.ask', { columns }) });
      await expect(question).toBeVisible();
      expect(await seriousProblems(page)).toEqual([]);
      const sign = lang === 'en' ? '$' : '¥';
      await frame.button('dictionaryUi:currency.use', { currency: sign }).click();
      await expect(question).toHaveCount(0);
      await expect(main.getByRole('cell', { name: `Mnt wines ${sign}` })).toBeVisible();

      await wizard.toList();
      await frame.button('sourcesUi:list.another').click();
      await page.locator('input[type=file]').setInputFiles(put('dictionary.csv', DICTIONARY));
      await wizard.looked();
      await expect(main).toContainText(frame.t('dictionaryUi:file.told', { n: 3, matched: 2 }));
      await expect(main).toContainText(frame.t('dictionaryUi:file.waiting', { names: 'Phantom' }));
      expect(await seriousProblems(page)).toEqual([]);
      await frame.button('dictionaryUi:file.apply').click();
      await expect(wizard.sources).toHaveCount(2);
      const download = page.waitForEvent('download');
      await frame.button('dictionaryUi:export').click();
      const csv = readFileSync((await (await download).path())!, 'utf8');
      expect(csv).toContain('MntWines,葡萄酒消费,葡萄酒消费,元,,"campaign.csv; list.csv"\r\n');
      expect(csv).toContain(`total_spent,Total spent,,${sign},,list.csv\r\n`);
      expect(csv).toContain('身高(cm),Height,,cm,,list.csv\r\n');
    });
  });
