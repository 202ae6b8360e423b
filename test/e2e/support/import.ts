import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import type { FramePage } from './frame.ts';

/** The import wizard, the receipt and the list of imports. */
export class ImportPage {
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
  /** The check-fields step. */
  get fields(): Locator {
    return this.page.getByRole('region', { name: this.frame.t('sourcesUi:steps.fields') });
  }
  get preview(): Locator {
    return this.page.getByRole('region', { name: this.frame.t('sourcesUi:preview.title') });
  }
  get next(): Locator {
    return this.page.getByRole('main').locator('.btn.primary');
  }
  get facts(): Locator {
    return this.page.locator('.sources-Facts_fileFacts');
  }
  fact(name: string): Locator {
    return this.facts.getByLabel(this.frame.t(`sourcesUi:facts.${name}`));
  }
  /** the row of a column, by its name in the file */
  field(name: string): Locator {
    return this.fields.getByRole('row').filter({ has: this.typeOf(name) });
  }
  typeOf(name: string): Locator {
    return this.page.getByLabel(this.frame.t('sourcesUi:fields.typeOf', { name }), { exact: true });
  }
  roleOf(name: string): Locator {
    return this.page.getByLabel(this.frame.t('sourcesUi:fields.roleOf', { name }), { exact: true });
  }
  dimensionOf(name: string): Locator {
    return this.page.getByLabel(this.frame.t('sourcesUi:fields.dimensionOf', { name }), { exact: true });
  }
  /** the wizard has looked at the file, and is not looking again */
  async looked(): Promise<void> {
    await this.fields.waitFor({ timeout: 60_000 });
    await this.page.locator('.sources-Wizard_body:not([aria-busy])').waitFor({ timeout: 60_000 });
  }
  async back(): Promise<void> {
    await this.frame.button('sourcesUi:back').click();
  }
  /** Store the rows, and wait for the receipt. */
  async import(): Promise<ImportPage> {
    await this.next.click();
    await this.page.locator('.sources-ReceiptView_receipt').waitFor({ timeout: 60_000 });
    return this;
  }
  /** The three numbers of the receipt: read, stored, rejected. */
  async receipt(): Promise<[number, number, number]> {
    const figures = this.page.locator('.sources-ReceiptView_figure .disp');
    await expect(figures).toHaveText([/\d/, /\d/, /\d/]);
    const numbers = (await figures.allTextContents()).map((text) => Number(text.replace(/\D/g, '')));
    return [numbers[0]!, numbers[1]!, numbers[2]!];
  }
  async downloadRejected(): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.frame.button('sourcesUi:rejected.download').click();
    return readFileSync((await (await download).path())!, 'utf8');
  }
  /** From the list of sources to another file, or several. */
  async importAnother(path: string | string[]): Promise<void> {
    await this.frame.button('sourcesUi:list.another').click();
    await this.page.locator('input[type=file]').setInputFiles(path);
    if (typeof path === 'string') await this.looked();
  }
  /** What the rows are taken for. */
  get kind(): Locator {
    return this.page.getByLabel(this.frame.t('sourcesUi:kind.label'), { exact: true });
  }
  /** The column that stands for a field, in the open mapping panel. */
  columnOf(field: string): Locator {
    const name = this.frame.t(`kinds:field.${field}`);
    return this.page.getByLabel(this.frame.t('sourcesUi:kind.columnOf', { field: name }), { exact: true });
  }
  /** A row of the list of sources. */
  source(name: string): Locator {
    return this.page.locator('.sources-SourceList_sourceList tbody tr').filter({ hasText: name });
  }
  get sources(): Locator {
    return this.page.locator('.sources-SourceList_sourceList tbody tr');
  }
  async toList(): Promise<void> {
    await this.frame.button('sourcesUi:toList').click();
    await this.page.locator('.sources-SourceList_sourceList').waitFor();
  }
}
