import { expect, type Locator, type Page } from '@playwright/test';
import type { FramePage } from './frame.ts';

/** The customer table and the column beside it. */
export class CustomersPage {
  readonly frame: FramePage;
  constructor(frame: FramePage) {
    this.frame = frame;
  }
  get page(): Page {
    return this.frame.page;
  }
  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }
  get table(): Locator {
    return this.page.getByRole('grid', { name: this.frame.t('customersUi:table') });
  }
  get chips(): Locator {
    return this.page.getByRole('group', { name: this.frame.t('customersUi:filters') });
  }
  get search(): Locator {
    return this.page.getByRole('textbox', { name: this.frame.t('customersUi:search') });
  }
  get inspector(): Locator {
    return this.page.getByRole('complementary');
  }
  head(name: string): Locator {
    return this.table.getByRole('columnheader').filter({ hasText: name });
  }
  sortButton(name: string): Locator {
    return this.head(name).locator('button.customers-columns_nm');
  }
  filterButton(name: string): Locator {
    return this.page.getByRole('button', { name: this.frame.t('customersUi:filterOn', { name }), exact: true });
  }
  get popover(): Locator {
    return this.page.locator('.ui-floats_pop');
  }
  /** The numbers in the title: those shown, and all. */
  async counts(): Promise<number[]> {
    return (
      ((await this.heading.textContent()) ?? '').match(/[\d,]+/g)?.map((text) => Number(text.replaceAll(',', ''))) ?? []
    );
  }
  /** Cells of a column, as far as rows are drawn, once none of them is on its way. */
  async cells(name: string): Promise<string[]> {
    const at = await this.head(name).getAttribute('aria-colindex');
    await this.table.locator('[role=row]:not([aria-busy]) [role=gridcell]').first().waitFor();
    await expect(this.table.locator('[role=row][aria-busy]')).toHaveCount(0);
    return this.table.locator(`[role=gridcell][aria-colindex="${at}"]`).allTextContents();
  }
}
