import type { Locator, Page } from '@playwright/test';
import { seriousProblems } from './support/axe.ts';
import { CustomersPage } from './support/customers.ts';
import { expect, LANGS, test as base } from './support/fixtures.ts';
import type { FramePage } from './support/frame.ts';

/** The page of one customer, and the dialog of derived attributes. */
class CustomerPage {
  readonly frame: FramePage;
  readonly table: CustomersPage;
  constructor(frame: FramePage) {
    this.frame = frame;
    this.table = new CustomersPage(frame);
  }
  get page(): Page {
    return this.frame.page;
  }
  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 }).filter({ hasText: /C-\d{4}/ });
  }
  get profile(): Locator {
    return this.page.getByRole('region', { name: this.frame.t('customerUi:profile') });
  }
  get timeline(): Locator {
    return this.page.getByRole('grid', { name: /C-\d{4}/ });
  }
  get inspector(): Locator {
    return this.page.getByRole('complementary').filter({ visible: true });
  }
  conflicts(): Locator {
    return this.profile.locator('button.customers-customer-Profile_differ');
  }
  /** Open the first customer with the keyboard. */
  async openFirst(): Promise<void> {
    await this.table.table.focus();
    await this.page.keyboard.press('Home');
    await this.table.table.locator('[aria-rowindex="2"]:not([aria-busy])').waitFor();
    await this.page.keyboard.press('Enter');
    await expect(this.heading).toBeVisible();
  }
  /** Turn to the next customer, or back, by its key. */
  async turn(to: 'next' | 'previous'): Promise<void> {
    const before = (await this.heading.textContent()) ?? '';
    await expect(this.frame.button(`customerUi:${to}`)).toBeEnabled();
    await this.page.keyboard.press(to === 'next' ? 'ArrowRight' : 'ArrowLeft');
    await expect(this.heading).not.toHaveText(before);
  }
  /** Whether there is anything on the timeline, once that is known. */
  async hasTimeline(): Promise<boolean> {
    const nothing = this.page.getByText(this.frame.t('customerUi:nothing'));
    await expect(this.timeline.or(nothing)).toBeVisible();
    return this.timeline.isVisible();
  }
  async openDerived(): Promise<void> {
    await this.frame.button('customerUi:derive.open').click();
    await expect(this.frame.dialog).toBeVisible();
  }
  async tab(name: 'attributes' | 'rules' | 'formulas'): Promise<void> {
    await this.frame.dialog
      .getByText(this.frame.t(`customerUi:derive.${name}`), { exact: true })
      .first()
      .click();
  }
}

const test = base.extend<{ customer: CustomerPage }>({
  study: 'joined',
  customer: async ({ frame }, use) => {
    const customer = new CustomerPage(frame);
    await frame.goToAddress('#/customers');
    await expect(customer.table.table).toBeVisible();
    await use(customer);
  },
});
test.setTimeout(180_000);

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang });

    test('profile, timeline, segment and sources of a customer, from the table and back with the keyboard', async ({
      customer,
      page,
    }) => {
      const { frame } = customer;
      await customer.openFirst();
      await expect(customer.heading).toContainText('C-0001');
      // pseudonymised: no name is shown whole
      await expect(customer.heading).toContainText('*');
      await expect(customer.profile).toContainText(frame.t('derive:name.recency'));
      await expect(customer.inspector).toContainText('members');
      await expect(customer.inspector.locator('.customers-customer-WhyInspector_why li').first()).toBeVisible();
      expect(await seriousProblems(page)).toEqual([]);

      await customer.turn('next');
      await expect(customer.heading).toContainText('C-0002');
      await customer.turn('previous');
      await expect(customer.heading).toContainText('C-0001');
      await page.keyboard.press('Escape');
      await expect(customer.table.table).toBeFocused();
    });

    test('the dialog of derived attributes has nothing serious for axe', async ({ customer, page }) => {
      await customer.openDerived();
      for (const tab of ['attributes', 'rules', 'formulas'] as const) {
        await customer.tab(tab);
        expect(await seriousProblems(page)).toEqual([]);
      }
    });
  });

test('an order opens with its lines; Esc goes back to segment and sources, then to the table', async ({
  customer,
  page,
}) => {
  const { frame } = customer;
  await customer.openFirst();
  while (!(await customer.hasTimeline())) await customer.turn('next');
  const order = customer.timeline.getByRole('row').filter({ hasText: /\d{8}/ }).first();
  await order.click();
  await expect(customer.inspector.getByRole('heading', { level: 2 })).toContainText(/\d/);
  await expect(customer.inspector.getByRole('table')).toContainText(frame.t('customerUi:line.quantity'));
  await page.keyboard.press('Escape');
  await expect(customer.inspector).toContainText(frame.t('customerUi:sourcesTitle'));
  await page.keyboard.press('Escape');
  await expect(customer.table.table).toBeVisible();
});

test('the next customer is the next one of the table as it is sorted and filtered', async ({ customer, page }) => {
  const visits = '近一年到店';
  await customer.table.sortButton(visits).focus();
  await page.keyboard.press('Enter');
  await expect(customer.table.head(visits)).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Enter');
  await expect(customer.table.head(visits)).toHaveAttribute('aria-sort', 'descending');
  await customer.openFirst();
  const first = (await customer.heading.textContent()) ?? '';
  await customer.turn('next');
  await customer.turn('previous');
  await expect(customer.heading).toHaveText(first);
});

test('who said what: a conflict opens, and its rule can be changed', async ({ customer, page }) => {
  const { frame } = customer;
  await customer.openFirst();
  for (let turned = 0; turned < 60 && (await customer.conflicts().count()) === 0; turned++) await customer.turn('next');
  await customer.conflicts().first().click();
  const said = customer.profile.locator('.customers-customer-Profile_said');
  await expect(said.getByRole('row')).not.toHaveCount(1);
  await expect(said.getByRole('row').filter({ hasText: 'members' }).first()).toBeVisible();
  await said.getByRole('combobox').selectOption('newest');
  await expect(said).toContainText(frame.t('customerUi:ruleChanged'));
  await expect(page.getByText(frame.t('customers:stale.rules'))).toBeVisible();
  await frame.undo.click();
  await expect(page.getByText(frame.t('customers:stale.rules'))).toHaveCount(0);
});

test('a formula is completed, tried as it is typed, added, and is a column after the recompute', async ({
  customer,
  page,
}) => {
  const { frame } = customer;
  await customer.openDerived();
  await customer.tab('formulas');
  await frame.dialog.getByRole('textbox', { name: frame.t('customerUi:derive.formulaName') }).fill('Steady');
  const formula = frame.dialog.getByRole('combobox', { name: frame.t('customerUi:derive.formula'), exact: true });
  const orders = frame.t('derive:name.frequency');
  await formula.pressSequentially(orders.slice(0, 2));
  await expect(frame.dialog.getByRole('option', { name: orders }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await formula.pressSequentially(' >= ');
  await expect(frame.dialog.getByRole('alert')).toBeVisible();
  await formula.pressSequentially('3');
  await expect(frame.dialog.getByRole('region', { name: frame.t('customerUi:derive.preview') })).toContainText(
    frame.t('customerUi:derive.types.boolean'),
  );
  await frame.dialog.getByRole('button', { name: frame.t('customerUi:derive.add') }).click();
  await expect(frame.dialog.getByRole('status').first()).toHaveText(frame.t('customerUi:derive.stale'));
  await frame.dialog.getByRole('button', { name: frame.t('customerUi:derive.recompute') }).click();
  await expect(frame.dialog.getByText(frame.t('customerUi:derive.fresh'))).toBeVisible({ timeout: 60_000 });
  await customer.tab('attributes');
  await expect(frame.dialog.getByRole('row').filter({ hasText: 'Steady' })).toBeVisible();

  // switched off, it waits for the next build; undo takes it back
  const cell = frame.dialog.getByRole('checkbox', {
    name: frame.t('customerUi:derive.useOf', { name: frame.t('derive:name.rfm') }),
  });
  await cell.click();
  await expect(cell).not.toBeChecked();
  await expect(frame.dialog.getByText(frame.t('customerUi:derive.stale'))).toBeVisible();
  await page.keyboard.press('Escape');
  await frame.undo.click();
  await customer.openDerived();
  await expect(cell).toBeChecked();
  await page.keyboard.press('Escape');
  await customer.table.table.focus();
  await expect(customer.table.table).toBeFocused();
});
