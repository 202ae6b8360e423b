import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Lang } from '../../../shared/domain.ts';
import { campaignText } from '../../fixtures/generators/campaign.ts';
import { madeFile } from '../../support/made.ts';
import type { FramePage } from './frame.ts';
import { root } from './shell.ts';

export const SAMPLE = join(root, 'resources', 'sample');

/** What was planted in the sample, as far as tests of the screens ask. Rows count from 1 behind the header. */
export interface Truth {
  readonly members: { readonly rows: number; readonly rejected: number };
  readonly buyers: {
    readonly rows: number;
    readonly pairs: readonly { row: number; with: { file: string; row: number; number: string } }[];
  };
  readonly orders: { readonly lines: number };
  readonly survey: { readonly rows: number };
  readonly events: { readonly rows: number; readonly broken: readonly number[] };
  readonly notes: readonly { file: Record<'zh' | 'en', string> }[];
}
export const truth = (): Truth => JSON.parse(readFileSync(join(SAMPLE, 'truth.json'), 'utf8')) as Truth;

/** A file of the sample in the edition of a language. */
export const sampleFile = (lang: Lang, name: string): string =>
  join(SAMPLE, lang === 'en' ? name.replace(/(\.\w+)$/, '.en$1') : name);

/** A campaign of 2,240 customers as a file of its own. */
export const campaignFile = (): string => madeFile('campaign.csv', campaignText());

/** The tabs of the data step, and what several of them share. */
export class DataPage {
  readonly frame: FramePage;
  constructor(frame: FramePage) {
    this.frame = frame;
  }
  get page(): Page {
    return this.frame.page;
  }
  /** Come to a place by its address, as a link or a reload does. */
  goTo(hash: string): Promise<void> {
    return this.frame.goToAddress(hash);
  }
  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }
  /** The numbers of the heading, in order. */
  async numbers(): Promise<number[]> {
    const text = (await this.heading.textContent()) ?? '';
    return (text.match(/[\d,]+/g) ?? []).map((part) => Number(part.replaceAll(',', '')));
  }
  /** The files handed over together. */
  get queue(): Locator {
    return this.page.locator('.sources-Queue_queue tbody tr');
  }
  get join(): Locator {
    return this.page.locator('.view-head .btn.primary');
  }
}
