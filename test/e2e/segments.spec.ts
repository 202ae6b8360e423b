import { readFileSync } from 'node:fs';
import { seriousProblems } from './support/axe.ts';
import { expect, LANGS, test as base } from './support/fixtures.ts';

/** The segments of the sample. */
const test = base.extend({
  frame: async ({ page, frame }, use) => {
    await frame.goTo('segments');
    await expect(page.locator('.scatter-host canvas')).toBeVisible();
    await use(frame);
  },
});

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang });

    test('one selection for all views; rename, undo; table twin; nothing serious for axe', async ({ frame, page }) => {
      const groups = page.locator('.segments-SegmentList_segment');
      await expect(groups).toHaveCount(4);
      expect(await seriousProblems(page)).toEqual([]);
      await groups.nth(1).click();
      await expect(groups.nth(1)).toHaveAttribute('aria-pressed', 'true');
      await expect(page.locator('.heatmap tr.on')).toHaveCount(1);
      const name = (await groups.nth(1).locator('.segments-SegmentList_name').textContent())!;
      await expect(page.locator('aside.inspector h2')).toHaveText(name);
      await expect(page.locator('.segments-SegmentInspector_diff').nth(2)).toBeVisible();

      await frame.button('segmentsUi:rename').click();
      await frame.dialog.getByLabel(frame.t('segmentsUi:name')).fill('学生 Students');
      await frame.dialog.getByRole('button', { name: frame.t('segmentsUi:saveName') }).click();
      await expect(groups.nth(1).locator('.segments-SegmentList_name')).toHaveText('学生 Students');
      await frame.undo.click();
      await expect(groups.nth(1).locator('.segments-SegmentList_name')).toHaveText(name);

      await page
        .getByRole('button', { name: frame.t('charts:asTable') })
        .first()
        .click();
      await expect(frame.dialog.getByRole('table')).toBeVisible();
      await page.keyboard.press('Escape');
    });
  });

test('lasso by mouse selects customers; Escape clears', async ({ frame, page }) => {
  await page.getByRole('button', { name: frame.t('segmentsUi:toolLasso') }).click();
  const box = (await page.locator('.scatter-host').boundingBox())!;
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.1, 0.1));
  await page.mouse.down();
  for (const [x, y] of [
    [0.9, 0.1],
    [0.9, 0.9],
    [0.1, 0.9],
    [0.1, 0.12],
  ] as const)
    await page.mouse.move(...at(x, y), { steps: 6 });
  await page.mouse.up();
  await expect(page.locator('.segments-ScatterPanel_selbar')).toContainText(/\d/);
  await page
    .locator('.segments-ScatterPanel_selbar')
    .getByRole('button', { name: frame.t('segmentsUi:clear') })
    .click();
  await expect(page.locator('.segments-ScatterPanel_selbar')).toHaveCount(0);
});

test('another k, features changed, stale until computed again', async ({ frame, page }) => {
  await frame.button('segmentsUi:features').click();
  await frame.dialog.locator('input[type=checkbox]:not(:disabled)').first().click();
  await page.keyboard.press('Escape');
  await expect(page.getByText(frame.t('segmentsUi:stale'))).toBeVisible();
  await frame.undo.click();
  await expect(page.getByText(frame.t('segmentsUi:stale'))).toHaveCount(0);
  await page.locator('.segments-Candidates_candidate input:not(:checked)').first().click();
  await expect(page.locator('.segments-SegmentList_segment')).not.toHaveCount(4, { timeout: 60_000 });
});

test('one number of groups, as it was asked for, is recommended over none; it prints with its unit', async ({
  frame,
  page,
}) => {
  const tag = page.getByText(frame.t('segmentsUi:recommended'), { exact: true });
  await expect(tag).toHaveCount(1);
  await frame.button('segmentsUi:anew').click();
  await frame.dialog.getByText(frame.t('segmentsUi:fixed'), { exact: true }).click();
  await frame.dialog.getByRole('button', { name: frame.t('segmentsUi:find'), exact: true }).click();
  await expect(page.locator('.segments-Candidates_candidate')).toHaveCount(1, { timeout: 60_000 });
  await expect(tag).toHaveCount(0);
  await page.getByText(frame.t('segmentsUi:modeOne'), { exact: true }).click();
  await page
    .getByRole('combobox', { name: frame.t('segmentsUi:attribute'), exact: true })
    .selectOption({ label: '近一年消费额' });
  await expect(page.locator('.comparison-box .r.num').first()).toHaveText(/^¥[\d,]+$/);
});

test('exports of a chart: PNG, SVG and CSV', async ({ frame, page }) => {
  for (const [entry, head] of [
    ['charts:png', '\u0089PNG'],
    ['charts:svg', '<svg'],
    ['charts:csv', '\u00ef\u00bb\u00bf'],
  ] as const)
    for (const which of [0, 1]) {
      await page
        .getByRole('button', { name: frame.t('charts:download') })
        .nth(which)
        .click();
      const download = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: frame.t(entry) }).click();
      expect(
        readFileSync((await (await download).path())!)
          .toString('latin1')
          .startsWith(head),
      ).toBe(true);
    }
});
