import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Lang } from '../../../shared/domain.ts';
import type { FramePage } from './frame.ts';
import { root } from './shell.ts';
import { NO_KEYS } from '../../../electron/own-node.js';

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

const studies = new Map<Lang, string>();

/** The whole sample cleaned, joined, grouped and drafted, made once a run through the command line; a copy each. */
export function studyWorkspace(lang: Lang): string {
  let made = studies.get(lang);
  if (made === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'persona-study-'));
    const recipe = JSON.parse(
      readFileSync(join(SAMPLE, lang === 'en' ? 'recipe.all.en.json' : 'recipe.all.json'), 'utf8'),
    ) as { steps: { step: string }[] };
    // the number of groups is given: how it is found is not looked at here
    const steps = recipe.steps
      .filter(({ step }) => step !== 'export')
      .map((step) => (step.step === 'segment' ? { step: 'segment', k: 4, seed: 1 } : step));
    writeFileSync(join(folder, 'recipe.json'), JSON.stringify({ ...recipe, steps }));
    made = join(folder, 'study.persona');
    const args = ['run', join(folder, 'recipe.json'), '--workspace', made, '--data', SAMPLE, '--out', folder];
    execFileSync(process.execPath, [NO_KEYS, join(root, 'dist', 'cli.js'), ...args, '--lang', lang], {
      env: { ...process.env, PERSONA_HOME: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    studies.set(lang, made);
  }
  const copy = join(mkdtempSync(join(tmpdir(), 'persona-copy-')), 'study.persona');
  copyFileSync(made, copy);
  return copy;
}

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
  async goTo(hash: string): Promise<void> {
    await this.page.evaluate((next) => {
      history.pushState(null, '', next);
      dispatchEvent(new PopStateEvent('popstate'));
    }, hash);
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
    return this.page.locator('.queue tbody tr');
  }
  get join(): Locator {
    return this.page.locator('.view-head .btn.primary');
  }
}
