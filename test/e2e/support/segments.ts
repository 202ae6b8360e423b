import type { Locator } from '@playwright/test';
import type { FramePage } from './frame.ts';

/** Step 3: finding the groups, and the groups found. */
export class SegmentsPage {
  readonly frame: FramePage;
  constructor(frame: FramePage) {
    this.frame = frame;
  }
  get page() {
    return this.frame.page;
  }
  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }
  get find(): Locator {
    return this.frame.button('segmentsUi:find');
  }
  /** The line of a run in the view: step, bar and stop. */
  get running(): Locator {
    return this.page.locator('.running');
  }
  get groups(): Locator {
    return this.page.locator('.segments-SegmentList_segment');
  }
  get names(): Locator {
    return this.groups.locator('.segments-SegmentList_name');
  }
  get sizes(): Locator {
    return this.groups.locator('.segments-SegmentList_size');
  }
  get stale(): Locator {
    return this.page.getByText(this.frame.t('segmentsUi:stale'));
  }
  async rename(at: number, name: string): Promise<void> {
    if ((await this.groups.nth(at).getAttribute('aria-pressed')) !== 'true') await this.groups.nth(at).click();
    await this.frame.button('segmentsUi:rename').click();
    await this.frame.dialog.getByLabel(this.frame.t('segmentsUi:name')).fill(name);
    await this.frame.dialog.getByRole('button', { name: this.frame.t('segmentsUi:saveName') }).click();
  }
  /** Take the first attribute that takes part out, or bring it back. */
  async changeFeatures(): Promise<void> {
    await this.frame.button('segmentsUi:features').click();
    const used = this.frame.dialog.getByRole('checkbox', { checked: true });
    const before = await used
      .first()
      .waitFor()
      .then(() => used.count());
    await used.first().click();
    await this.page.waitForFunction(
      (n) => document.querySelectorAll('[role=dialog] input[type=checkbox]:checked').length === n,
      before - 1,
    );
  }
}
