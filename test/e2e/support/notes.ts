import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { FramePage } from './frame.ts';

/** The notes: list, text, inspector, and the codebook. */
export class NotesPage {
  readonly frame: FramePage;
  readonly page: Page;

  constructor(frame: FramePage) {
    this.frame = frame;
    this.page = frame.page;
  }

  t(key: string, values?: Record<string, string | number>): string {
    return this.frame.t(`notesUi:${key}`, values);
  }
  async open(): Promise<void> {
    await this.frame.goToAddress('#/notes');
  }
  get text(): Locator {
    return this.page.locator('.notes-reader-Reader_read');
  }
  get list(): Locator {
    return this.page.getByRole('listbox', { name: this.t('notes'), exact: true });
  }
  get inspector(): Locator {
    return this.page.getByRole('complementary');
  }
  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }
  /** Marked stretches of the text. */
  get marked(): Locator {
    return this.page.locator('.notes-reader-Paragraph_quote');
  }

  async addPasted(text: string, consent: 'yes' | 'no' | 'unknown' = 'unknown'): Promise<void> {
    await this.page
      .getByRole('button', { name: this.t('addNotes') })
      .first()
      .click();
    const dialog = this.frame.dialog;
    await dialog.getByText(this.t('mode.paste'), { exact: true }).click();
    await dialog.getByRole('textbox', { name: this.t('noteText'), exact: true }).fill(text);
    await dialog.getByRole('combobox', { name: this.t('consent'), exact: true }).selectOption(consent);
    await dialog
      .getByRole('button', { name: this.t('send.paste'), exact: true })
      .last()
      .click();
    await dialog.waitFor({ state: 'detached' });
  }
  async addFiles(files: { name: string; text: string }[]): Promise<void> {
    await this.page
      .getByRole('button', { name: this.t('addNotes') })
      .first()
      .click();
    await this.frame.dialog
      .locator('input[type=file]')
      .setInputFiles(files.map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })));
    await this.frame.dialog
      .getByRole('button', { name: this.t('importN', { count: files.length, n: String(files.length) }) })
      .click();
    await this.frame.dialog.waitFor({ state: 'detached' });
  }
  /** Every note of a folder. */
  async addFrom(folder: string): Promise<void> {
    const files = readdirSync(folder).map((name) => join(folder, name));
    await this.page
      .getByRole('button', { name: this.t('addNotes') })
      .first()
      .click();
    await this.frame.dialog.locator('input[type=file]').setInputFiles(files);
    await this.frame.dialog
      .getByRole('button', { name: this.t('importN', { count: files.length, n: String(files.length) }) })
      .click();
    await this.frame.dialog.waitFor({ state: 'detached' });
  }
  /** Put the caret before some words, by the keyboard's own ways, and select them with Shift. */
  async selectByKeys(words: string): Promise<void> {
    await expect(this.page.locator('.notes-reader-Reader_text')).toContainText(words);
    await this.text.focus();
    await this.page.evaluate((wanted) => {
      const walker = document.createTreeWalker(
        document.querySelector('.notes-reader-Reader_text')!,
        NodeFilter.SHOW_TEXT,
      );
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent!.indexOf(wanted);
        if (at >= 0) return getSelection()!.collapse(node, at);
      }
      throw new Error('these words are not in the text');
    }, words);
    for (const _ of words) await this.page.keyboard.press('Shift+ArrowRight');
  }
  async code(theme: string): Promise<void> {
    const field = this.inspector.getByRole('combobox', { name: this.t('addTheme') });
    await field.fill(theme);
    await field.press('Enter');
    await this.inspector.getByRole('button', { name: this.t('takeTheme', { name: theme }) }).waitFor();
  }
  async openCodebook(): Promise<void> {
    await this.page.locator('.view-head').getByText(this.t('codebook'), { exact: true }).click();
  }
}
