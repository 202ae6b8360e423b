import type { Locator, Page } from '@playwright/test';
import type { FramePage } from './frame.ts';

/** The start screen: three doors, recent workspaces, a place for files. */
export class StartPage {
  readonly frame: FramePage;
  constructor(frame: FramePage) {
    this.frame = frame;
  }
  get page(): Page {
    return this.frame.page;
  }
  get headline(): Locator {
    return this.page.getByRole('heading', { level: 1, name: this.frame.t('start:title') });
  }
  get recent(): Locator {
    return this.page.getByRole('region', { name: this.frame.t('start:recent.title') }).getByRole('row');
  }

  /** The first door: choose a file. */
  async chooseFile(path: string): Promise<FramePage> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.frame.button('start:data.button').click();
    await (await chooser).setFiles(path);
    return this.frame;
  }
  /** The second door: an empty card in a new workspace. */
  async startFromHypotheses(): Promise<FramePage> {
    await this.frame.button('start:hypotheses.button').click();
    return this.frame;
  }
  /** The third door: a fresh copy of the sample study, at its import. */
  async openSample(): Promise<FramePage> {
    await this.frame.button('start:sample.button').click();
    return this.frame;
  }
  async openRecent(name: string): Promise<FramePage> {
    await this.page.getByRole('button', { name, exact: true }).click();
    return this.frame;
  }
  /** Drop a file somewhere in the window. */
  async drop(name: string, text: string): Promise<FramePage> {
    const transfer = await this.page.evaluateHandle(
      ([fileName, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([content ?? ''], fileName ?? '', { type: 'text/csv' }));
        return data;
      },
      [name, text],
    );
    await this.page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    return this.frame;
  }
  /** Paste cells as a spreadsheet puts them on the clipboard. */
  async paste(text: string): Promise<FramePage> {
    await this.page.evaluate((content) => {
      const data = new DataTransfer();
      data.setData('text/plain', content);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
    return this.frame;
  }
}
