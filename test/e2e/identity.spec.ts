import type { Locator, Page } from '@playwright/test';
import { seriousProblems } from './support/axe.ts';
import { expect, LANGS, test as base } from './support/fixtures.ts';
import type { FramePage } from './support/frame.ts';

class JoinPage {
  readonly frame: FramePage;
  readonly page: Page;

  constructor(frame: FramePage) {
    this.frame = frame;
    this.page = frame.page;
  }
  get title(): Locator {
    return this.page.locator('#stage .App_view h1');
  }
  get rules(): Locator {
    return this.page.getByRole('table', { name: this.frame.t('identityUi:rules.caption') });
  }
  get pair(): Locator {
    return this.page.getByRole('table', { name: this.frame.t('identityUi:review.pair') });
  }
  get outcome(): Locator {
    return this.page.getByRole('complementary', { name: this.frame.t('identityUi:outcome.title') });
  }
  mode(name: 'rules' | 'review' | 'merged'): Locator {
    return this.page.getByRole('radio', { name: new RegExp(`^${this.frame.t(`identityUi:modes.${name}`)}`) });
  }
  async figure(name: 'customers' | 'merged' | 'review'): Promise<number> {
    const term = this.frame.t(`identityUi:outcome.${name}`);
    const place = this.outcome.locator('.identity-Outcome_figures > div', {
      has: this.page.getByText(term, { exact: true }),
    });
    const figure = place.locator('dd');
    await expect(figure).toHaveText(/^[\d,]+$/);
    return Number((await figure.innerText()).replaceAll(',', ''));
  }
  /** Join, and wait until the figures are those of the join. */
  async join(button: Locator): Promise<void> {
    await button.click();
    await expect(this.frame.button('identityUi:again')).toBeEnabled({ timeout: 60_000 });
    await expect(this.outcome.getByText(this.frame.t('identityUi:outcome.last'))).toBeVisible();
  }
}

const test = base.extend<{ view: JoinPage }>({
  study: 'lists',
  view: async ({ page, frame }, use) => {
    await page.getByRole('button', { name: frame.t('frame:dataView.identity'), exact: true }).click();
    await expect(page.getByRole('radiogroup', { name: frame.t('identityUi:mode') })).toBeVisible();
    await use(new JoinPage(frame));
  },
});

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang });

    test('rules are tried before anything is joined, can be changed, and the join keeps to them', async ({ view }) => {
      const { frame } = view;
      await expect(view.outcome.getByText(frame.t('identityUi:dryRun.tag'))).toBeVisible({ timeout: 60_000 });
      await expect(view.title).toHaveText(frame.t('identityUi:title.open', { count: 3 }));
      const refused = view.rules.getByRole('row').filter({ hasText: 'guests.csv' }).filter({ hasText: '编号' }).first();
      await expect(refused).toContainText(frame.t('identityUi:rules.refused'));
      const tried = await view.figure('customers');
      expect(await seriousProblems(view.page)).toEqual([]);

      const fuzzy = view.page.getByRole('checkbox', { name: frame.t('identityUi:fuzzy.on') });
      await fuzzy.uncheck();
      await expect.poll(() => view.figure('customers'), { timeout: 60_000 }).toBeGreaterThan(tried);
      await frame.undo.click();
      await expect(fuzzy).toBeChecked();
      await expect.poll(() => view.figure('customers'), { timeout: 60_000 }).toBe(tried);

      // a person may use the refused key, and leave it to the rows again
      const key = refused.getByRole('checkbox');
      await expect(key).not.toBeChecked();
      await key.check();
      await expect.poll(() => view.figure('customers'), { timeout: 60_000 }).toBeLessThan(tried);
      await expect(key).toBeChecked();
      await refused.getByRole('button', { name: frame.t('identityUi:rules.auto') }).click();
      await expect.poll(() => view.figure('customers'), { timeout: 60_000 }).toBe(tried);
      await expect(key).not.toBeChecked();

      await view.join(frame.button('identityUi:join', { count: 3 }));
      await expect.poll(() => view.figure('customers')).toBe(tried);
      await expect(view.title).toContainText(tried.toLocaleString(lang));
    });
  });

test('doubtful pairs are decided with two keys and taken back; the next join obeys', async ({ view, page }) => {
  const { frame } = view;
  await view.join(frame.button('identityUi:join', { count: 3 }));
  const customers = await view.figure('customers');
  const review = await view.figure('review');
  expect(review).toBeGreaterThan(1);
  await view.mode('review').check();
  await expect(view.pair).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await expect(view.pair.locator('td.identity-Review_masked')).not.toHaveCount(0);
  await expect(view.pair.locator('td.identity-Review_masked').filter({ hasNotText: /\*|^–$/ })).toHaveCount(0);
  // shown for this pair and masked again with the next
  await frame.button('identityUi:review.reveal').click();
  await expect(view.pair.locator('td').filter({ hasText: '***' })).toHaveCount(0);
  expect(await seriousProblems(page)).toEqual([]);
  const open = (n: number) => page.getByText(frame.t('identityUi:review.openN', { n }), { exact: true });
  const decided = (n: number) => page.getByText(frame.t('identityUi:review.decidedN', { n }), { exact: true });
  await page.keyboard.press('s');
  // what is decided leaves the list
  await expect(open(review - 1)).toBeVisible();
  await expect(page.getByText(frame.t('identityUi:review.progress', { at: 1, count: review - 1 }))).toBeVisible();
  await expect(view.pair.locator('td.identity-Review_masked')).not.toHaveCount(0);
  await page.keyboard.press('d');
  await expect(decided(2)).toBeVisible();
  await decided(2).click();
  for (const said of ['saidSame', 'saidDifferent'] as const) {
    const text = page.getByText(frame.t(`identityUi:review.${said}`));
    if (!(await text.isVisible())) await page.keyboard.press('ArrowRight');
    if (said === 'saidDifferent') {
      await expect(text).toBeVisible();
      await frame.button('identityUi:review.undo').click();
    }
  }
  await expect(open(review - 1)).toBeVisible();
  await expect(decided(1)).toBeVisible();
  await view.mode('rules').check();
  await view.join(frame.button('identityUi:again'));
  await expect.poll(() => view.figure('customers')).toBe(customers - 1);
});

test('a merged record is split off again', async ({ view, page }) => {
  const { frame } = view;
  await view.join(frame.button('identityUi:join', { count: 3 }));
  const customers = await view.figure('customers');
  await view.mode('merged').check();
  const group = page.locator('.identity-Merged_group').first();
  await expect(group).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await group.getByRole('checkbox').first().check();
  await group.getByRole('button', { name: new RegExp(frame.t('identityUi:merged.split')) }).click();
  await expect(group.getByText(frame.t('identityUi:merged.parted')).first()).toBeVisible();
  await view.mode('rules').check();
  await view.join(frame.button('identityUi:again'));
  await expect.poll(() => view.figure('customers')).toBe(customers + 1);
});
