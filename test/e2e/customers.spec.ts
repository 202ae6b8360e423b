import { readFileSync } from 'node:fs';
import { seriousProblems } from './support/axe.ts';
import { CustomersPage } from './support/customers.ts';
import { expect, LANGS, test as base } from './support/fixtures.ts';

/** The customers of the sample, grouped. */
const test = base.extend<{ customers: CustomersPage }>({
  customers: async ({ frame }, use) => {
    const customers = new CustomersPage(frame);
    await customers.frame.goTo('data');
    await expect(customers.table).toBeVisible();
    await use(customers);
  },
});

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang });

    test('the table, its column beside it, masked personal data, nothing serious for axe', async ({
      customers,
      page,
    }) => {
      await expect(customers.heading).toHaveText(customers.frame.t('customersUi:title', { n: 2041 }));
      const phones = await customers.cells('手机');
      expect(phones.length).toBeGreaterThan(10);
      expect(phones.filter((phone) => !phone.includes('****') && phone !== '–')).toEqual([]);
      await expect(customers.inspector.locator('.hist')).toBeVisible();
      expect(await seriousProblems(page)).toEqual([]);
      await customers.inspector.getByRole('button', { name: customers.frame.t('charts:asTable') }).click();
      await expect(customers.frame.dialog.getByRole('table')).toBeVisible();
      const download = page.waitForEvent('download');
      await customers.frame.dialog.getByRole('button', { name: customers.frame.t('common:download_csv') }).click();
      expect(readFileSync((await (await download).path())!, 'utf8').split('\r\n').length).toBeGreaterThan(5);
    });
  });

test('sorted by the head, with the keyboard', async ({ customers, page }) => {
  const numbers = async () => (await customers.cells('近一年到店')).map((text) => Number(text.replaceAll(',', '')));
  await customers.sortButton('近一年到店').focus();
  await page.keyboard.press('Enter');
  await expect(customers.head('近一年到店')).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(async () => (await numbers())[0]).toBe(6);
  const up = await numbers();
  expect(up.length).toBeGreaterThan(10);
  expect(up).toEqual([...up].sort((a, b) => a - b));
  await page.keyboard.press('Enter');
  await expect(customers.head('近一年到店')).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(async () => (await numbers())[0]).toBe(158);
  await page.keyboard.press('Enter');
  await expect(customers.head('近一年到店')).toHaveAttribute('aria-sort', 'none');

  await customers.table.focus();
  await page.keyboard.press('End');
  await expect(customers.table.locator('[aria-rowindex="2042"]:not([aria-busy])')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(customers.inspector.locator('.customers-CustomerInspector_record')).toBeVisible();
});

test('filters by value, range and gaps are chips that come off; search narrows', async ({ customers, page }) => {
  await customers.filterButton('性别').focus();
  await page.keyboard.press('Enter');
  const women = customers.popover.getByRole('checkbox', { name: /^女/ });
  await women.waitFor();
  const text = (await women.locator('xpath=..').textContent())!;
  const expected = Number(text.replace(/\D/g, ''));
  await women.check();
  await page.keyboard.press('Escape');
  await expect.poll(() => customers.counts().then((counts) => counts.includes(expected))).toBe(true);
  await expect.poll(async () => new Set(await customers.cells('性别'))).toEqual(new Set(['女']));
  await expect(customers.chips).toContainText('女');

  await customers.filterButton('近一年到店').focus();
  await page.keyboard.press('Enter');
  const least = customers.popover.getByLabel(customers.frame.t('customersUi:min'));
  await least.fill('100');
  await page.keyboard.press('Enter');
  await expect(customers.chips).toContainText('≥ 100');
  await page.keyboard.press('Escape');
  await expect
    .poll(async () => (await customers.cells('近一年到店')).every((visits) => Number(visits) >= 100))
    .toBe(true);

  await customers.frame.button('customersUi:clearAll').click();
  await expect(customers.heading).toHaveText(customers.frame.t('customersUi:title', { n: 2041 }));
  await customers.search.fill('教师');
  await expect(customers.chips).toContainText('教师');
  await expect.poll(async () => new Set(await customers.cells('职业'))).toEqual(new Set(['教师']));
  await customers.search.fill('zzzz');
  await expect(page.getByText(customers.frame.t('customersUi:noMatch'))).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
});

test('a group chosen on the segments screen narrows the table; columns hide; a role is changed and undone', async ({
  customers,
  page,
}) => {
  await customers.frame.goTo('segments');
  await page.locator('.segments-SegmentList_segment').nth(1).click();
  const name = (await page
    .locator('.segments-SegmentList_segment')
    .nth(1)
    .locator('.segments-SegmentList_name')
    .textContent())!;
  await customers.frame.goTo('data');
  await expect(customers.chips).toContainText(name);
  const all = 2041;
  // the count of before stays until the narrower table has been read
  await expect.poll(async () => Math.min(...(await customers.counts()))).toBeLessThan(all);
  await expect.poll(() => customers.counts()).toContain(all);
  const groups = async () => new Set(await customers.cells(customers.frame.t('customersUi:group')));
  await expect.poll(groups).toEqual(new Set([name]));
  await customers.chips.getByRole('button', { name: customers.frame.t('customersUi:takeOff', { name }) }).click();
  await expect(customers.heading).toHaveText(customers.frame.t('customersUi:title', { n: all }));

  await customers.frame.button('customersUi:columns').click();
  await customers.popover.getByRole('checkbox', { name: '职业' }).uncheck();
  await expect(customers.head('职业')).toHaveCount(0);
  await page.keyboard.press('Escape');

  await customers.sortButton('性别').click();
  const role = customers.inspector.getByLabel(customers.frame.t('sourcesUi:fields.roleOf', { name: '性别' }));
  await role.selectOption('ignored');
  await expect(role).toHaveValue('ignored');
  await customers.frame.undo.click();
  await expect(role).toHaveValue('attribute');
});
