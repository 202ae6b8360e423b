import type { Locator, Page } from '@playwright/test';
import type { FramePage } from './frame.ts';

/** Cleaning: the steps of a file, what the data suggests, a step being written, the rows, and the quality report. */
export class CleaningPage {
  readonly frame: FramePage;
  constructor(frame: FramePage) {
    this.frame = frame;
  }
  get page(): Page {
    return this.frame.page;
  }
  t(key: string, values?: Record<string, string | number>): string {
    return this.frame.t(`cleaningUi:${key}`, values);
  }
  /** Come by the address, as a link or a reload does. */
  async open(source: number, mode: 'steps' | 'quality' = 'steps'): Promise<this> {
    await this.frame.goToAddress(`#/cleaning/${String(source)}/${mode}`);
    await this.page.locator(mode === 'steps' ? '.cleaning-Steps_main' : '.cleaning-Quality_score').waitFor();
    return this;
  }
  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }
  get stepList(): Locator {
    return this.page.getByRole('region', { name: this.t('steps'), exact: true });
  }
  get steps(): Locator {
    return this.stepList.getByRole('listitem');
  }
  /** The words of the steps, in order. */
  get labels(): Locator {
    return this.steps.locator('.cleaning-StepList_label');
  }
  get proposals(): Locator {
    return this.page.getByRole('region', { name: this.t('proposals.title'), exact: true }).getByRole('article');
  }
  proposal(words: string | RegExp): Locator {
    return this.proposals.filter({ hasText: words }).first();
  }
  async look(words: string | RegExp): Promise<void> {
    await this.proposal(words)
      .getByRole('button', { name: new RegExp(`^${this.t('proposals.look')}`) })
      .click();
  }
  async take(words: string | RegExp): Promise<void> {
    await this.proposal(words)
      .getByRole('button', { name: new RegExp(`^${this.t('proposals.do')}`) })
      .click();
  }
  /** The column at the right: a step being written, or a row. */
  get beside(): Locator {
    return this.page.getByRole('complementary');
  }
  get preview(): Locator {
    return this.beside.getByRole('region', { name: this.t('preview.title'), exact: true });
  }
  field(key: string): Locator {
    return this.beside.getByLabel(this.t(`form.${key}`), { exact: true });
  }
  /** Write a new step of a kind. */
  async write(op: string): Promise<void> {
    await this.stepList.getByRole('button', { name: this.t('add'), exact: true }).click();
    await this.page.getByRole('menuitem', { name: this.t(`op.${op}`), exact: true }).click();
    await this.beside.getByRole('heading', { level: 2, name: this.t(`op.${op}`), exact: true }).waitFor();
  }
  async save(key: 'addStep' | 'saveStep'): Promise<void> {
    await this.beside.getByRole('button', { name: this.t(key), exact: true }).click();
    await this.beside.waitFor({ state: 'detached' });
  }
  async menu(step: number, key: string): Promise<void> {
    await this.steps.nth(step).getByRole('button').last().click();
    await this.page.getByRole('menuitem', { name: this.t(key) }).click();
  }
  get table(): Locator {
    return this.page.getByRole('grid', { name: this.t('table') });
  }
  async show(which: 'kept' | 'changed' | 'dropped' | 'all'): Promise<void> {
    await this.page
      .getByRole('radiogroup', { name: this.t('show') })
      .getByText(this.t(`shows.${which}`), { exact: true })
      .click();
  }
  /** The lines of the history under the steps, newest first; those taken back are `undone`. */
  get history(): Locator {
    return this.page
      .getByRole('region', { name: this.frame.t('frame:history'), exact: true })
      .locator('.frame-History_edits button');
  }
  async openHistory(): Promise<void> {
    const fold = this.page.locator('.cleaning-Steps_fold');
    if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
    await this.history.first().waitFor();
  }
  /** Make the clean table, or the customer table where it is made of this. */
  get apply(): Locator {
    return this.page.locator('.view-head .btn.primary');
  }
  get findings(): Locator {
    return this.page.locator('.cleaning-Quality_findings tbody tr');
  }
}
