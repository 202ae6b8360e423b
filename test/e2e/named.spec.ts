import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seriousProblems } from './support/axe.ts';
import { CleaningPage } from './support/cleaning.ts';
import { expect, LANGS, test } from './support/fixtures.ts';
import { ImportPage } from './support/import.ts';

/** Codes of the columns of the study: what stands in their place is looked for. */
const CODES = /member_no|full_name|mobile_no|BirthDate|home_address|MntWines|Marital_Status|FavChannel|NpsScore/;

const put = (name: string, text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'persona-named-')), name);
  writeFileSync(path, text);
  return path;
};
const LIST = `CustomerID,MntWines,Height_cm\n${Array.from({ length: 60 }, (_, i) => `${String(1000 + i)},${String(i * 7)},${String(150 + (i % 30))}`).join('\n')}\n`;

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang, study: 'coded' });
    const wine = lang === 'en' ? 'Wine bought' : '葡萄酒消费';

    test('cleaning and the quality report name columns as people read them', async ({ frame, page }) => {
      const cleaning = await new CleaningPage(frame).open(1);
      await expect(cleaning.table.getByRole('columnheader', { name: 'Marital status' })).toBeVisible();
      await expect(cleaning.proposal('Full name')).toBeVisible();
      await cleaning.write('fill');
      const [column, by] = [
        cleaning.beside.getByRole('combobox').first(),
        cleaning.beside.getByRole('combobox').last(),
      ];
      await expect(column).toHaveValue('MntWines');
      await expect(column.locator('option:checked')).toHaveText(wine);
      await by.selectOption({ label: 'Marital status' });
      await expect(by).toHaveValue('Marital_Status');
      await cleaning.save('addStep');
      await expect(cleaning.labels.first()).toContainText(wine);
      await expect(cleaning.labels.first()).toContainText('Marital status');
      await cleaning.openHistory();
      await expect(cleaning.history.first()).toContainText(wine);
      await expect(page.locator('.cleaning-Steps_main')).not.toContainText(CODES);
      await cleaning.open(1, 'quality');
      const finding = cleaning.findings.filter({ hasText: 'YOLO' });
      const example = frame.t('cleaning:example', { value: 'YOLO', count: 6 });
      await expect(finding).toContainText(
        frame.t('cleaning:rule.allowed', { column: 'Marital status', count: 1, examples: example }),
      );
      expect(await seriousProblems(page)).toEqual([]);
      await finding.getByRole('button').click();
      await expect(frame.dialog.getByRole('columnheader').nth(1)).toHaveText('Marital status');
      await expect(frame.dialog.locator('tbody tr')).toHaveCount(6);
      await expect(page.locator('main')).not.toContainText(CODES);
    });

    test('the join and a customer with its timeline do so too', async ({ frame, page }) => {
      await frame.goToAddress('#/identity');
      const rules = page.getByRole('table', { name: frame.t('identityUi:rules.caption') });
      await expect(rules).toContainText('Member no');
      await expect(rules).toContainText(frame.t('identity:why.key.named', { b: 'Member no' }));
      await expect(page.locator('main')).not.toContainText(CODES);
      await page.getByText(frame.t('identityUi:modes.merged'), { exact: true }).click();
      await expect(page.getByRole('columnheader', { name: 'Birth date' }).first()).toBeVisible();
      await expect(page.locator('main')).not.toContainText(CODES);
      await frame.goToAddress('#/customers/3');
      const survey = page.getByRole('grid').getByText(frame.t('kinds:kind.survey'), { exact: true });
      await survey.click();
      const beside = page.getByRole('complementary');
      await expect(beside.getByText('Answered on', { exact: true })).toBeVisible();
      await expect(beside.getByText('NPS score', { exact: true })).toBeVisible();
      await expect(beside).not.toContainText(CODES);
      await expect(page.locator('.customers-customer-CustomerPage_page')).not.toContainText(CODES);
      expect(await seriousProblems(page)).toEqual([]);
    });

    test('the wizard shows both names, and an import that is given up leaves none behind', async ({ frame, page }) => {
      const wizard = new ImportPage(frame);
      const label = page.getByRole('textbox', { name: frame.t('dictionaryUi:labelOf', { name: 'Height_cm' }) });
      const open = async () => {
        await page.getByRole('button', { name: 'Height Height_cm', exact: true }).click();
      };
      await frame.goToAddress('#/sources');
      await wizard.importAnother(put('list.csv', LIST));
      await open();
      await expect(label).toHaveValue('Height');
      await expect(wizard.preview.getByRole('columnheader', { name: wine })).toBeVisible();
      // a name that another column of the file has would not tell them apart
      await label.fill(wine);
      await label.press('Enter');
      await expect(frame.alerts.first()).toContainText('MntWines');
      await label.fill('Tall');
      await label.press('Enter');
      await expect(page.getByRole('button', { name: 'Tall Height_cm', exact: true })).toBeVisible();
      await expect(wizard.preview.getByRole('columnheader', { name: 'Tall' })).toBeVisible();
      expect(await seriousProblems(page)).toEqual([]);
      await frame.button('common:cancel').click();
      await wizard.importAnother(put('list.csv', LIST));
      await open();
      await expect(label).toHaveValue('Height');
      await label.fill('Tall');
      await label.press('Enter');
      await wizard.import();
      await expect(page.getByRole('cell', { name: 'Tall cm Height_cm' })).toBeVisible();
      await frame.undo.click();
      await wizard.toList();
      await wizard.importAnother(put('list.csv', LIST));
      await open();
      await expect(label).toHaveValue('Height');
    });
  });
