import type { Download, Locator } from '@playwright/test';
import type { FramePage } from './frame.ts';

/** The card designer, the gallery and the comparison. */
export class PersonasPage {
  readonly frame: FramePage;
  constructor(frame: FramePage) {
    this.frame = frame;
  }
  get page() {
    return this.frame.page;
  }
  t(key: string, values?: Record<string, string | number>): string {
    return this.frame.t(key, values);
  }
  get card(): Locator {
    return this.page.getByRole('article');
  }
  get title(): Locator {
    return this.card.getByRole('heading', { level: 1 });
  }
  get inspector(): Locator {
    return this.page.locator('aside.inspector');
  }
  get prevalence(): Locator {
    return this.page.locator('.personas-Prevalence_big b');
  }
  field(name: string): Locator {
    return this.page
      .locator('.personas-FieldList_fieldlist li')
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }
  get fieldNames(): Locator {
    return this.page.locator('.personas-FieldList_pickfield .ell');
  }
  async retitle(name: string): Promise<void> {
    await this.title.getByRole('button').first().click();
    const field = this.page.getByRole('textbox', { name: this.t('personasUi:title') });
    await field.fill(name);
    await field.press('Enter');
  }
  async addLine(field: string, text: string): Promise<void> {
    const block = this.card.getByRole('region', { name: field });
    await block.getByRole('button', { name: new RegExp(`^${this.t('personasUi:addTo', { field })}`) }).click();
    const area = block.getByRole('textbox');
    await area.fill(text);
    await area.press('Enter');
  }
  /** The claims of the card with what they rest on. */
  get evidence(): Locator {
    return this.page.locator('.personas-card-EvidenceTable_evidence');
  }
  /** Turn the card over by its key. */
  async flip(): Promise<void> {
    const behind = await this.evidence.isVisible();
    await this.page.keyboard.press('e');
    await this.evidence.waitFor({ state: behind ? 'hidden' : 'visible' });
  }
  /** Cards of the gallery. */
  get tiles(): Locator {
    return this.page.locator('.personas-Gallery_tileOpen');
  }
  async openGallery(): Promise<void> {
    await this.page.getByRole('button', { name: this.t('personasUi:allCards') }).click();
    await this.tiles.first().waitFor();
  }
  async export(format: 'html' | 'png' | 'markdown' | 'json', edition: 'face' | 'evidence' = 'face'): Promise<Download> {
    await this.page.getByRole('button', { name: this.t('personasUi:export'), exact: true }).click();
    await this.frame.dialog.getByRole('radio', { name: this.t(`personasUi:formats.${format}`) }).check();
    await this.frame.dialog.getByText(this.t(`personasUi:${edition}`), { exact: true }).click();
    const download = this.page.waitForEvent('download');
    await this.frame.dialog.getByRole('button', { name: this.t('personasUi:exportN', { n: 1 }) }).click();
    return download;
  }
}
