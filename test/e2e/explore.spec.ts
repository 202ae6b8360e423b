import { readFileSync } from 'node:fs';
import { seriousProblems } from './support/axe.ts';
import { ExplorePage } from './support/explore.ts';
import { expect, LANGS, test as base } from './support/fixtures.ts';

/** The exploring page on a campaign of 2,240 customers with segments and cards. */
const test = base.extend<{ explore: ExplorePage }>({
  study: 'campaign',
  explore: async ({ frame }, use) => {
    await use(await new ExplorePage(frame).open());
  },
});

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang });

    test('a question is answered, narrowed by clicking, taken back, and every number opens its customers', async ({
      explore,
      page,
    }) => {
      await expect(explore.questions).toHaveCount(6);
      // each stands with its answer, and every attribute opens its chart
      await expect(explore.questions.first()).toContainText(/Mnt wines.*Mnt wines/);
      await page.locator('.explore-Start_dims').getByRole('button', { name: 'Income', exact: true }).click();
      await expect(explore.heading).toContainText('Income');
      await explore.frame.button('exploreUi:new').click();
      expect(await seriousProblems(page)).toEqual([]);
      await explore.questions.first().click();
      await explore.settled();
      await expect(explore.heading).toContainText('Mnt wines');
      await expect(explore.marks.nth(3)).toBeVisible();
      const before = await explore.marks.count();
      expect(await seriousProblems(page)).toEqual([]);

      // the figure beside a bar opens its rows and narrows nothing
      // Graduation: 1,127 customers, of whom a hundred are listed
      await page.locator('.chart-row .chart-figure').nth(2).click();
      await expect(explore.rows).toBeVisible();
      await expect(explore.rows.getByRole('row')).toHaveCount(101);
      await expect(explore.chips).toHaveCount(0);
      await explore.rows.getByRole('button', { name: explore.frame.t('common:close') }).click();

      await explore.marks.first().click();
      await expect(explore.chips).toHaveCount(1);
      await expect(explore.basis).toContainText(lang === 'en' ? 'of 2,240' : '2,240 位客户中');
      await expect(explore.marks).toHaveCount(1);
      await page.goBack();
      await expect(explore.chips).toHaveCount(0);
      await page.goForward();
      await expect(explore.chips).toHaveCount(1);
      await explore.frame.button('exploreUi:takeBack').click();
      await expect(explore.chips).toHaveCount(0);
      await expect(explore.marks).toHaveCount(before);

      await explore.frame.button('charts:asTable').click();
      await expect(explore.frame.dialog.getByRole('row')).toHaveCount(before + 1);
      await page.keyboard.press('Escape');
    });

    test('the keyboard picks by typing, walks the marks and filters', async ({ explore, page }) => {
      await explore.questions.first().click();
      await explore.settled();
      await explore.pick('by', 'Marital');
      await explore.pick('and', 'Education');
      // the two have nothing to do with what is spent on wines: no pair is named for being higher by chance
      await expect(explore.heading).toContainText('Education');
      await expect(explore.heading).not.toContainText(/Basic|2n Cycle|Graduation|Master|PhD/);
      await explore.chart('pivot');
      await expect(page.getByRole('table')).toBeVisible();
      await explore.marks.first().focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(explore.chips).toHaveCount(2);
      await page.keyboard.press('Tab');
      // personal data and keys say why they are no axis
      await page.getByRole('button', { name: new RegExp(`^${explore.frame.t('exploreUi:by')}: `) }).click();
      await page.getByRole('combobox', { name: explore.frame.t('exploreUi:by'), exact: true }).fill('ID');
      const refused = page.getByRole('listbox').locator('[aria-disabled=true]');
      await refused.hover();
      await expect(refused).toContainText(explore.frame.t('explore:error.identifier', { column: 'ID' }));
      await page.keyboard.press('Escape');
    });

    test('views are kept, opened again, renamed, deleted and brought back', async ({ explore, page }) => {
      await explore.questions.nth(3).click();
      await explore.settled();
      await explore.save('A');
      const finding = (await explore.heading.textContent())!;
      await explore.pick('by', 'Income');
      await explore.save('B');
      await expect(explore.views).toHaveCount(2);
      await explore.menu(1, 'exploreUi:up');
      await expect(explore.views.first()).toContainText('B');
      await explore.views.nth(1).getByRole('button').first().click();
      await expect(explore.heading).toHaveText(finding);
      await explore.menu(1, 'exploreUi:delete');
      await expect(explore.views).toHaveCount(1);
      await explore.frame.undo.click();
      await expect(explore.views).toHaveCount(2);
      await page.reload();
      await expect(explore.heading).toHaveText(finding);
    });
  });

test('a drag over a histogram is a range; the file tells nothing of few', async ({ explore, page }) => {
  await explore.questions.first().click();
  await explore.settled();
  await explore.pick('by', 'Income');
  const measure = page.getByRole('combobox', { name: explore.frame.t('exploreUi:measure'), exact: true });
  await measure.selectOption('count');
  await explore.settled();
  const box = (await page.locator('.chart-plot').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5, { steps: 5 });
  await page.mouse.up();
  await expect(explore.chips).toHaveCount(1);
  await expect(explore.chips.first()).toContainText('Income');
  await explore.pick('by', 'Marital');
  await explore.settled();
  const download = page.waitForEvent('download');
  await explore.frame.button('charts:download').click();
  await page.getByRole('menuitem', { name: explore.frame.t('charts:csv') }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  // one row alone would follow from the number of all customers
  expect(text.split(explore.frame.t('exploreUi:few')).length).toBeGreaterThan(2);
  for (const line of text.trim().split('\n').slice(1)) {
    const n = line.split(',')[1]!.trim();
    if (/^\d+$/.test(n)) expect(Number(n)).toBeGreaterThanOrEqual(10);
  }
});

test('two groups are compared, and a view becomes evidence of a card', async ({ explore, page }) => {
  await explore.frame.button('exploreUi:compareGroups').click();
  await expect(page.locator('.explore-Differences_pairs tbody tr')).toHaveCount(26);
  expect(await seriousProblems(page)).toEqual([]);
  await page.locator('.explore-Differences_link').first().click();
  await expect(page.locator('.pair-step').first()).toBeVisible();

  await explore.open();
  await explore.questions.first().click();
  await explore.settled();
  const finding = (await explore.heading.textContent())!;
  await explore.frame.button('exploreUi:pin').click();
  await explore.frame.dialog.getByRole('button', { name: explore.frame.t('exploreUi:pinNow'), exact: true }).click();
  await explore.frame.button('exploreUi:openCard').click();
  await expect(page.getByText(finding).first()).toBeVisible();
});
