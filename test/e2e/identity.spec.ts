import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { chinese } from '../unit/identity/generate.ts';
import { seriousProblems } from './support/axe.ts';
import { expect, LANGS, test as base, watchProblems } from './support/fixtures.ts';
import { FramePage } from './support/frame.ts';
import { root, startShell } from './support/shell.ts';
import { NO_KEYS } from '../../electron/own-node.js';

/** Two lists of members that both number their rows from 1, and orders of the first. */
let source: string | undefined;
function twoLists(): string {
  if (source === undefined || !existsSync(source)) {
    const folder = mkdtempSync(join(tmpdir(), 'persona-join-'));
    const write = (file: string, head: readonly string[], rows: readonly (readonly (string | number | null)[])[]) => {
      const text = [head, ...rows].map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n');
      writeFileSync(join(folder, file), text);
    };
    const list = (file: string, seed: number, originals: number, duplicates: number) => {
      const made = chinese({ originals, duplicates, seed });
      write(
        file,
        ['编号', ...made.names.slice(1)],
        made.rows.map((row, i) => [i + 1, ...row.slice(1)]),
      );
      return made.rows.length;
    };
    const members = list('members.csv', 8, 500, 90);
    list('guests.csv', 9, 120, 0);
    const orders = Array.from({ length: 900 }, (_, i) => [`S${String(i)}`, 1 + ((i * 13) % members), 20 + (i % 70)]);
    write('orders.csv', ['订单号', '会员号', '金额'], orders);
    const recipe = join(folder, 'recipe.json');
    const steps = [
      { step: 'import', file: 'members.csv', kind: 'customers', options: { mode: 'new' } },
      { step: 'import', file: 'guests.csv', kind: 'customers', options: { mode: 'new' } },
      { step: 'import', file: 'orders.csv', kind: 'orders', mapping: { customer: '会员号' }, options: { mode: 'new' } },
    ];
    writeFileSync(recipe, JSON.stringify({ version: 1, steps }));
    source = join(folder, 'lists.persona');
    const args = ['run', recipe, '--workspace', source, '--data', folder];
    execFileSync(process.execPath, [NO_KEYS, join(root, 'dist', 'cli.js'), ...args], {
      env: { ...process.env, PERSONA_HOME: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }
  const copy = join(mkdtempSync(join(tmpdir(), 'persona-copy-')), 'lists.persona');
  copyFileSync(source, copy);
  return copy;
}

class JoinPage {
  readonly frame: FramePage;
  readonly page: Page;

  constructor(frame: FramePage) {
    this.frame = frame;
    this.page = frame.page;
  }
  get title(): Locator {
    return this.page.locator('#stage .view h1');
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
  figure(name: 'customers' | 'merged' | 'review'): Promise<number> {
    const term = this.frame.t(`identityUi:outcome.${name}`);
    const place = this.outcome.locator('.jn-figures > div', { has: this.page.getByText(term, { exact: true }) });
    return place
      .locator('dd')
      .innerText()
      .then((text) => Number(text.replaceAll(',', '')));
  }
  /** Join, and wait until the figures are those of the join. */
  async join(button: Locator): Promise<void> {
    await button.click();
    await expect(this.frame.button('identityUi:again')).toBeEnabled({ timeout: 60_000 });
    await expect(this.outcome.getByText(this.frame.t('identityUi:outcome.last'))).toBeVisible();
  }
}

const test = base.extend<{ view: JoinPage }>({
  view: async ({ page, lang }, use) => {
    const shell = await startShell({ lang, workspace: twoLists() });
    const problems = watchProblems(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(shell.url);
    const frame = new FramePage(page, lang);
    await frame.goTo('data');
    // the program still settles where it opens
    await expect(page.locator('#stage .view h1').first()).toBeVisible();
    await page.getByRole('button', { name: frame.t('frame:dataView.identity'), exact: true }).click();
    await expect(page.getByRole('radiogroup', { name: frame.t('identityUi:mode') })).toBeVisible();
    await use(new JoinPage(frame));
    expect(problems, 'the page logged errors').toEqual([]);
    await shell.stop();
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
      expect(await view.figure('customers')).toBe(tried);
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
  const cells = await view.pair.locator('td.masked').allInnerTexts();
  expect(cells.filter((cell) => !cell.includes('*') && cell !== '–')).toEqual([]);
  await page.keyboard.press('s');
  await expect(
    page.getByText(frame.t('identityUi:review.progress', { at: 2, count: review, decided: 1 })),
  ).toBeVisible();
  await page.keyboard.press('d');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText(frame.t('identityUi:review.saidSame'))).toBeVisible();
  await frame.button('identityUi:review.undo').click();
  await expect(
    page.getByText(frame.t('identityUi:review.progress', { at: 1, count: review, decided: 1 })),
  ).toBeVisible();
  await page.keyboard.press('s');
  await view.mode('rules').check();
  await view.join(frame.button('identityUi:again'));
  await expect.poll(() => view.figure('customers')).toBe(customers - 1);
});

test('a merged record is split off again', async ({ view, page }) => {
  const { frame } = view;
  await view.join(frame.button('identityUi:join', { count: 3 }));
  const customers = await view.figure('customers');
  await view.mode('merged').check();
  const group = page.locator('.jn-group').first();
  await expect(group).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await group.getByRole('checkbox').first().check();
  await group.getByRole('button', { name: new RegExp(frame.t('identityUi:merged.split')) }).click();
  await expect(group.getByText(frame.t('identityUi:merged.parted')).first()).toBeVisible();
  await view.mode('rules').check();
  await view.join(frame.button('identityUi:again'));
  await expect.poll(() => view.figure('customers')).toBe(customers + 1);
});
