import { CLEAN_OPS } from '../../shared/cleaning.ts';
import { seriousProblems } from './support/axe.ts';
import { CleaningPage } from './support/cleaning.ts';
import { CustomersPage } from './support/customers.ts';
import { expect, LANGS, test as base } from './support/fixtures.ts';

/** Cleaning of a campaign of 2,240 customers that are segmented. */
const test = base.extend<{ cleaning: CleaningPage }>({
  study: 'campaign',
  cleaning: async ({ frame }, use) => {
    await use(await new CleaningPage(frame).open(1));
  },
});

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang });

    test('a proposal is looked at, changed, added, moved, switched off and undone; the rows follow', async ({
      cleaning,
      page,
    }) => {
      const { frame } = cleaning;
      await expect(cleaning.proposal('Year birth')).toBeVisible();
      expect(await seriousProblems(page)).toEqual([]);

      // 3 customers were born before 1904; the earliest year that counts is the reader's to change
      await cleaning.look('Year birth');
      await expect(cleaning.preview.locator('.cleaning-Preview_figure')).toHaveText('3');
      await expect(cleaning.preview).toContainText(cleaning.t('preview.segments', { touched: 3, dropped: 0, n: 2240 }));
      const effect = cleaning.preview.getByRole('region', { name: cleaning.t('preview.segmentsTitle'), exact: true });
      const hit = async () =>
        (await effect.locator('tbody td').allTextContents())
          .map((text) => Number.parseInt(text, 10))
          .reduce((sum, n) => sum + n, 0);
      await expect.poll(hit).toBe(3);
      expect(await seriousProblems(page)).toEqual([]);
      await cleaning.field('min').fill('1941');
      await page.keyboard.press('Enter');
      await expect(cleaning.preview.locator('.cleaning-Preview_figure')).toHaveText('4');
      await cleaning.save('addStep');
      await expect(cleaning.steps).toHaveCount(1);
      await expect(cleaning.steps.first()).toContainText(cleaning.t('did', { count: 4 }));

      await cleaning.take('666666');
      await expect(cleaning.steps).toHaveCount(2);
      await cleaning.take(cleaning.frame.t('cleaning:rule.apartFromKey'));
      await expect(cleaning.steps).toHaveCount(3);
      await expect(cleaning.steps.nth(2)).toContainText(cleaning.t('didDrop', { count: 182 }));
      await expect(cleaning.table).toHaveAttribute('aria-rowcount', '2059');

      // the keyboard moves a step and stays on it
      const [first, second, third] = await cleaning.labels.allTextContents();
      await cleaning.steps.first().getByRole('button').first().focus();
      await page.keyboard.press('Alt+ArrowDown');
      await expect(cleaning.steps.first().locator('.cleaning-StepList_label')).toHaveText(second!);
      await page.keyboard.press('Alt+ArrowDown');
      await expect(cleaning.steps.nth(2).locator('.cleaning-StepList_label')).toHaveText(first!);
      await cleaning.menu(2, 'moveUp');
      await expect(cleaning.steps.nth(2).locator('.cleaning-StepList_label')).toHaveText(third!);
      await expect(cleaning.labels).toHaveText([second!, first!, third!]);

      // a step's own rows, and what became of one of them, by the keyboard
      await cleaning.steps.first().locator('.cleaning-StepList_step').click();
      await expect(cleaning.table).toHaveAttribute('aria-rowcount', '2');
      await expect(cleaning.table.locator('mark')).toHaveCount(1);
      await cleaning.table.focus();
      await page.keyboard.press('Enter');
      await expect(cleaning.beside.locator('.cleaning-RowChanges_fields s')).toHaveText('666,666');
      expect(await seriousProblems(page)).toEqual([]);
      await frame.button('common:close').click();
      await frame.button('cleaningUi:allSteps').click();
      await cleaning.show('dropped');
      await expect(cleaning.table).toHaveAttribute('aria-rowcount', '183');

      await cleaning.steps.nth(2).getByRole('checkbox').click();
      await expect(cleaning.page.getByText(cleaning.t('noRows.dropped'))).toBeVisible();
      await frame.undo.click();
      await expect(cleaning.table).toHaveAttribute('aria-rowcount', '183');
      await expect(cleaning.steps.nth(2).getByRole('checkbox')).toBeChecked();
      await cleaning.menu(1, 'editStep');
      await expect(cleaning.field('min')).toHaveValue('1941');
      await cleaning.field('min').fill('1900');
      await page.keyboard.press('Tab');
      await expect(cleaning.preview.locator('.cleaning-Preview_figure')).toHaveText('2');
      await cleaning.save('saveStep');
      await expect(cleaning.steps.nth(1)).toContainText(cleaning.t('did', { count: 2 }));
      await cleaning.menu(1, 'removeStep');
      await expect(cleaning.steps).toHaveCount(2);
    });

    test('quality says what is amiss, by which formula, and opens the rows behind it', async ({ cleaning, page }) => {
      await cleaning.open(1, 'quality');
      // rows alike apart from their key, gaps, years too early, and a number that stands for another
      await expect(cleaning.findings).toHaveCount(4);
      await expect(cleaning.heading).toHaveText(cleaning.t('title.quality', { score: '78%', count: 4 }));
      expect(await seriousProblems(page)).toEqual([]);
      const income = cleaning.findings.filter({ hasText: 'Income' });
      await income.getByRole('button', { name: /24/ }).click();
      const { dialog } = cleaning.frame;
      await expect(dialog.getByRole('row')).toHaveCount(25);
      // the column in question stands beside the number of the row
      await expect(dialog.getByRole('columnheader').nth(1)).toHaveText('Income');
      expect(await seriousProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await income
        .filter({ hasText: '24' })
        .getByRole('button', { name: new RegExp(`^${cleaning.t('quality.mend')}`) })
        .click();
      await expect(cleaning.preview.locator('.cleaning-Preview_figure')).toHaveText('24');
    });
  });

test('going back and doing something else keeps both ways, over a reload', async ({ cleaning, page }) => {
  const { frame } = cleaning;
  await cleaning.take('Year birth');
  await cleaning.take('666666');
  await expect(cleaning.steps).toHaveCount(2);
  const [kept, left] = await cleaning.labels.allTextContents();
  await frame.undo.click();
  await expect(cleaning.steps).toHaveCount(1);
  await cleaning.take('Marital status');
  await expect(cleaning.steps).toHaveCount(2);
  const [, other] = await cleaning.labels.allTextContents();
  await cleaning.openHistory();
  const away = cleaning.history.filter({ hasText: left! });
  await expect(away).toHaveClass(/undone/);
  await expect(cleaning.history.filter({ hasText: other! })).not.toHaveClass(/undone/);
  expect(await seriousProblems(page)).toEqual([]);

  await page.reload();
  await expect(cleaning.steps).toHaveCount(2);
  await expect(cleaning.labels).toHaveText([kept!, other!]);
  await cleaning.openHistory();
  await away.click();
  await expect(away).not.toHaveClass(/undone/);
  await expect(cleaning.steps.nth(1)).toContainText(left!);
  await expect(cleaning.history.filter({ hasText: other! })).toHaveClass(/undone/);
});

test('applied, the steps are in the customer table, and a switched-off one is asked to be applied', async ({
  cleaning,
}) => {
  const { frame } = cleaning;
  await expect(cleaning.apply).toBeDisabled();
  await cleaning.take(frame.t('cleaning:rule.apartFromKey'));
  await expect(cleaning.apply).toBeEnabled();
  await cleaning.apply.click();
  await expect(cleaning.heading).toHaveText(cleaning.t('title.done', { count: 1, kept: 2058, dropped: 182 }), {
    timeout: 60_000,
  });
  await expect(cleaning.apply).toBeDisabled();
  await frame.goToAddress('#/customers');
  const customers = new CustomersPage(frame);
  await expect(customers.heading).toContainText('2,058');
  await cleaning.open(1);
  await cleaning.steps.first().getByRole('checkbox').click();
  await expect(cleaning.apply).toBeEnabled();
});

test('every kind of step opens, says what is lacking, and previews', async ({ cleaning, page }) => {
  for (const op of CLEAN_OPS)
    await test.step(op, async () => {
      await cleaning.write(op);
      if (op === 'map') {
        await cleaning.beside.getByLabel(cleaning.t('clusters.from'), { exact: true }).fill('2n Cycle');
        await cleaning.beside.getByLabel(cleaning.t('clusters.to'), { exact: true }).fill('Master');
        await cleaning.beside.getByRole('button', { name: cleaning.t('clusters.add'), exact: true }).click();
      }
      if (op === 'invalid') {
        await expect(cleaning.beside.getByRole('status').first()).toHaveText(cleaning.t('problem.noEnds'));
        await cleaning.field('min').fill('1950');
        await page.keyboard.press('Tab');
      }
      if (op === 'dropColumns') {
        await expect(cleaning.beside.getByRole('status').first()).toHaveText(cleaning.t('problem.noColumns'));
        await cleaning.beside.getByRole('checkbox', { name: 'Z_Revenue', exact: true }).click();
      }
      if (op === 'rename') {
        await expect(cleaning.beside.getByRole('status').first()).toHaveText(cleaning.t('problem.noName'));
        await cleaning.field('newName').fill('Number');
      }
      // what changes the columns themselves touches no row
      const figures = ['type', 'dropColumns', 'rename'].includes(op)
        ? '.cleaning-Preview_counts'
        : '.cleaning-Preview_figure';
      await expect(cleaning.preview.locator(figures)).toBeVisible();
      // forms with fields of their own kind; the others are made of the same
      if (['normalise', 'map', 'fill', 'dropRows'].includes(op)) expect(await seriousProblems(page), op).toEqual([]);
      await cleaning.beside.getByRole('button', { name: cleaning.frame.t('common:cancel'), exact: true }).click();
      await expect(cleaning.beside).toHaveCount(0);
    });
});
