import type { Locator, Page } from '@playwright/test';
import type { Lang } from '../../../shared/domain.ts';
import { sayIn } from '../../../shared/locales/index.ts';

/** The bars, the rail and the dialogs around every view. Everything is found by role and by its words in one language. */
export class FramePage {
  readonly page: Page;
  lang: Lang;

  constructor(page: Page, lang: Lang) {
    this.page = page;
    this.lang = lang;
  }

  /** A message in the language on screen. */
  t(key: string, values?: Record<string, string | number>): string {
    return sayIn(this.lang, values ? { key, values } : { key });
  }
  button(key: string, values?: Record<string, string | number>): Locator {
    return this.page.getByRole('button', { name: this.t(key, values), exact: true });
  }
  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }
  get rail(): Locator {
    return this.page.getByRole('navigation', { name: this.t('frame:steps') });
  }
  get tray(): Locator {
    return this.page.getByRole('contentinfo');
  }
  get workspaceName(): Locator {
    return this.page.getByRole('banner').locator('button.frame-TopBar_ws');
  }
  /** Failures and outcomes above the view. */
  get alerts(): Locator {
    return this.page.getByRole('alert');
  }
  get undo(): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${this.t('frame:action.undo')}`) });
  }
  get redo(): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${this.t('frame:action.redo')}`) });
  }

  /** The other language, live. */
  async switchLanguage(): Promise<void> {
    await this.page.getByRole('button', { name: this.t('frame:action.language') }).click();
    this.lang = this.lang === 'en' ? 'zh-CN' : 'en';
  }
  async switchTheme(): Promise<void> {
    const dark = (await this.page.locator('html').getAttribute('data-theme')) === 'dark';
    await this.button(dark ? 'frame:theme_light' : 'frame:theme_dark').click();
  }
  async goTo(step: 'data' | 'segments' | 'personas'): Promise<void> {
    await this.rail.getByRole('button', { name: this.t(`frame:step.${step}`) }).click();
  }
  /** Come to a place by its address, as a link or a reload does. */
  async goToAddress(hash: string): Promise<void> {
    await this.page.evaluate((next) => {
      history.pushState(null, '', next);
      dispatchEvent(new PopStateEvent('popstate'));
    }, hash);
  }
  /** Choose a line of the workspace menu. */
  async choose(key: string): Promise<void> {
    await this.workspaceName.click();
    await this.page.getByRole('menuitem', { name: this.t(key) }).click();
  }
  /** Open the palette, search, and take the first thing found. */
  async command(words: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    const field = this.page.getByRole('combobox', { name: this.t('frame:search') });
    await field.fill(words);
    await field.press('Enter');
  }
  async newWorkspace(name: string): Promise<void> {
    await this.command(this.t('frame:action.new'));
    await this.dialog.getByLabel(this.t('frame:workspace_name')).fill(name);
    await this.dialog.getByRole('button', { name: this.t('common:create') }).click();
  }
  async rename(name: string): Promise<void> {
    await this.choose('frame:action.rename');
    await this.dialog.getByLabel(this.t('frame:workspace_name')).fill(name);
    await this.dialog.getByRole('button', { name: this.t('common:rename') }).click();
  }
  /** The lines of the history, newest first; those taken back are `undone`. */
  async openHistory(): Promise<Locator> {
    await this.tray.getByRole('button', { name: new RegExp(this.t('frame:history')) }).click();
    return this.page.locator('.frame-History_edits button');
  }
}
