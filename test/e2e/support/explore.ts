import type { Locator } from '@playwright/test';
import type { FramePage } from './frame.ts';

/** The exploring page: a question, its chart, what narrows it, and what was kept. */
export class ExplorePage {
  readonly frame: FramePage;
  constructor(frame: FramePage) {
    this.frame = frame;
  }
  get page() {
    return this.frame.page;
  }
  /** Come by the address, as a link or a reload does. */
  async open(): Promise<this> {
    await this.frame.goToAddress('#/explore/start');
    await this.questions.first().waitFor();
    return this;
  }
  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }
  get basis(): Locator {
    return this.page.locator('.view-head .basis');
  }
  get questions(): Locator {
    return this.page.locator('.explore-Start_asks button');
  }
  /** The marks of the chart on screen. */
  get marks(): Locator {
    return this.page.locator('.explore-ChartPanel_chart [data-mark]');
  }
  get chips(): Locator {
    return this.page.locator('.ui-Chip_chips .ui-Chip_chip');
  }
  get rows(): Locator {
    return this.page.getByRole('complementary', { name: this.frame.t('exploreUi:rows') });
  }
  get views(): Locator {
    return this.page.locator('.explore-Side_views li');
  }
  /** Pick an attribute by typing, with the keyboard only. */
  async pick(label: string, name: string): Promise<void> {
    const words = this.frame.t(`exploreUi:${label}`);
    await this.page
      .getByRole('button', { name: new RegExp(`^${words}: `) })
      .first()
      .press('Enter');
    const field = this.page.getByRole('combobox', { name: words, exact: true });
    await field.fill(name);
    await field.press('Enter');
    await this.settled();
  }
  async chart(kind: string): Promise<void> {
    await this.page.getByRole('combobox', { name: this.frame.t('exploreUi:chart'), exact: true }).selectOption(kind);
    await this.settled();
  }
  /** The answer to the last choice is on screen. */
  async settled(): Promise<void> {
    await this.page.locator('.explore-ChartView_main:not([aria-busy])').waitFor();
  }
  async save(name: string): Promise<void> {
    await this.frame.button('exploreUi:save').click();
    await this.frame.dialog.getByLabel(this.frame.t('exploreUi:name')).fill(name);
    await this.frame.dialog.getByRole('button', { name: this.frame.t('exploreUi:saveNow'), exact: true }).click();
    await this.frame.dialog.waitFor({ state: 'hidden' });
  }
  async menu(view: number, key: string): Promise<void> {
    await this.views.nth(view).getByRole('button').last().click();
    await this.page.getByRole('menuitem', { name: this.frame.t(key) }).click();
  }
}
