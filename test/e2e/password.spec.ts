import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { lockedBookOf } from '../fixtures/files/lockedBook.ts';
import { lockedZipOf } from '../fixtures/files/lockedZip.ts';
import { bookOf } from '../fixtures/files/workbook.ts';
import { seriousProblems } from './support/axe.ts';
import { expect, LANGS, test } from './support/fixtures.ts';
import { ImportPage } from './support/import.ts';

const SECRET = 'open sesame 7';
const rows = Array.from({ length: 120 }, (_, i) => [`M${String(1000 + i)}`, String(20 + (i % 50)), String(i * 7)]);
const HEAD = ['member', 'age', 'spend'];
const CSV = `${[HEAD, ...rows].map((row) => row.join(',')).join('\n')}\n`;
function fileOf(name: string, bytes: Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'persona-files-')), name);
  writeFileSync(path, bytes);
  return path;
}
const book = () =>
  fileOf(
    'members.xlsx',
    lockedBookOf(bookOf({ sheets: [{ name: 'members', rows: [HEAD, ...rows] }] }), SECRET, {
      kind: 'agile',
      bits: 256,
      hash: 'SHA512',
    }),
  );
const zip = () =>
  fileOf(
    'members.zip',
    lockedZipOf([{ name: 'members.csv', data: CSV, how: { kind: 'aes', bits: 256, version: 2 }, password: SECRET }]),
  );

const recipe = () =>
  fileOf(
    'again.recipe.json',
    Buffer.from(JSON.stringify({ version: 1, name: 'Again', steps: [{ step: 'import', file: 'members.xlsx' }] })),
  );

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang });

    test('the tray says that a file asks for its password, and leads back to where it is typed', async ({
      start,
      page,
    }) => {
      const wizard = new ImportPage(await start.chooseFile(book()));
      const { frame } = wizard;
      const field = page.getByLabel(frame.t('sourcesUi:password.label'), { exact: true });
      await expect(field).toBeFocused();
      await expect(frame.tray).toContainText(frame.t('jobs:password', { name: 'members.xlsx' }));
      await expect(frame.tray.locator('.danger-text')).toHaveCount(0);
      const enter = frame.tray.getByRole('button', { name: frame.t('sourcesUi:password.enter'), exact: true });
      // nothing to lead to where the question stands
      await expect(enter).toHaveCount(0);
      await frame.goTo('personas');
      expect(await seriousProblems(page)).toEqual([]);
      await enter.click();
      await expect(field).toBeFocused();
      await frame.button('common:cancel').click();
      await enter.click();
      await field.fill(SECRET);
      await field.press('Enter');
      await wizard.looked();
      await expect(frame.tray).not.toContainText(frame.t('jobs:password', { name: 'members.xlsx' }));
    });

    test('a recipe that meets a locked file asks for the password, and runs anew with it', async ({ start, page }) => {
      const { frame } = start;
      const choose = async (button: Locator, path: string) => {
        const chooser = page.waitForEvent('filechooser');
        await button.click();
        await (await chooser).setFiles(path);
      };
      await choose(frame.button('start:replay.button'), fileOf('none.recipe.json', Buffer.from('{')));
      await expect(page.getByRole('alert')).toContainText(frame.t('recipes:error.notJson'));
      await frame.button('common:dismiss').click();
      await choose(frame.button('start:replay.button'), recipe());
      const wanted = page.getByRole('listitem').filter({ hasText: 'members.xlsx' });
      await choose(wanted.getByRole('button'), book());
      const field = page.getByLabel(frame.t('start:replay.password'), { exact: true });
      await expect(field).toHaveAttribute('type', 'password');
      await frame.button('start:replay.run').click();
      const asked = { file: 'members.xlsx', reason: frame.t('sources:password.needed') };
      await expect(page.getByRole('alert')).toHaveText(frame.t('start:replay.locked', asked));
      await expect(frame.tray).toContainText(frame.t('jobs:password', { name: 'members.xlsx' }));
      expect(await seriousProblems(page)).toEqual([]);
      await field.fill('open sesame');
      await field.press('Enter');
      const wrong = { file: 'members.xlsx', reason: frame.t('sources:password.wrong') };
      await expect(page.getByRole('alert')).toHaveText(frame.t('start:replay.locked', wrong));
      await page.getByLabel(frame.t('start:replay.password')).fill(SECRET);
      await frame.button('start:replay.run').click();
      await expect(frame.tray).toContainText('120');
      await expect(frame.workspaceName).toContainText('Again');
      const stored = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
      expect(stored).not.toContain('sesame');
      await frame.goToAddress('#/sources');
      await expect(page.getByRole('row').filter({ hasText: 'members.xlsx' })).toHaveCount(1);
    });

    test('a locked workbook asks for its password, tells a wrong one, and goes in', async ({ start, page }) => {
      const wizard = new ImportPage(await start.chooseFile(book()));
      const { frame } = wizard;
      const field = page.getByLabel(frame.t('sourcesUi:password.label'), { exact: true });
      await expect(field).toBeFocused();
      await expect(field).toHaveAttribute('type', 'password');
      await expect(wizard.heading).toHaveText(frame.t('sourcesUi:password.title'));
      expect(await seriousProblems(page)).toEqual([]);
      await field.fill('open sesame');
      await field.press('Enter');
      await expect(page.getByRole('alert')).toHaveText(frame.t('sources:password.wrong'));
      await expect(field).toHaveValue('');
      await expect(field).toBeFocused();
      expect(await seriousProblems(page)).toEqual([]);
      await field.fill(SECRET);
      await field.press('Enter');
      await wizard.looked();
      await expect(wizard.roleOf('member')).toHaveValue('key');
      // another look at the file goes with the same password, and no storage of the browser holds it
      await wizard.kind.selectOption('survey');
      await wizard.looked();
      await expect(field).toHaveCount(0);
      const stored = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
      expect(stored).toContain('members.xlsx');
      expect(stored).not.toContain('sesame');
      await wizard.kind.selectOption('customers');
      await wizard.looked();
      await wizard.import();
      expect(await wizard.receipt()).toEqual([120, 120, 0]);
    });
  });

test('of several files the locked one is opened from the list, in its turn', async ({ start, page }) => {
  const other = fileOf('places.csv', Buffer.from('place,region\nOslo,east\nBergen,west\n'));
  const plain = fileOf('visits.csv', Buffer.from('place,visits\nOslo,3\nBergen,4\n'));
  const wizard = new ImportPage(await start.chooseFile(plain));
  const { frame } = wizard;
  await wizard.looked();
  await wizard.import();
  await frame.button('sourcesUi:toList').first().click();
  await wizard.importAnother([other, zip()]);
  const row = page.getByRole('row').filter({ hasText: 'members.zip' });
  await expect(row).toContainText(frame.t('sources:password.needed'));
  await row.getByRole('button', { name: frame.t('sourcesUi:password.enter') }).click();
  const field = page.getByLabel(frame.t('sourcesUi:password.label'), { exact: true });
  await field.fill(SECRET);
  await frame.button('sourcesUi:password.open').click();
  await wizard.looked();
  await wizard.next.click();
  await expect(row).toContainText('120');
  await expect(row.getByRole('button', { name: frame.t('sourcesUi:steps.receipt') })).toBeVisible();
});
