import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../../shared/domain.ts';
import { campaignText } from '../../fixtures/generators/campaign.ts';
import type { Preparation } from '../../support/prepared.ts';
import { chinese } from '../../unit/identity/generate.ts';
import { SAMPLE, sampleFile } from './data.ts';

/*
 * The workspaces that tests of the screens begin with. How many groups there are is given where it is not looked at: to find
 * it takes most of the time.
 */

const FOUR = { step: 'segment', k: 4, seed: 1 };
const inSample = () => SAMPLE;

/** The members of the sample, grouped and drafted. */
const members = (lang: Lang): Preparation => ({
  name: `members-${lang}`,
  lang,
  data: inSample,
  // in either language the Chinese edition; the screen of the groups shows what was tried on the way to their number
  steps: [importOf('members.csv'), { step: 'segment' }, { step: 'draft' }],
});

/** The whole sample cleaned, joined, grouped and drafted. */
function sample(lang: Lang): Preparation {
  const recipe = JSON.parse(
    readFileSync(join(SAMPLE, lang === 'en' ? 'recipe.all.en.json' : 'recipe.all.json'), 'utf8'),
  ) as { steps: { step: string }[] };
  const steps = recipe.steps
    .filter(({ step }) => step !== 'export')
    .map((step) => (step.step === 'segment' ? FOUR : step));
  return { name: `sample-${lang}`, lang, data: inSample, steps };
}

/** Members, web-shop buyers, orders and events of the sample, joined and grouped. */
const joined = (lang: Lang): Preparation => ({
  name: `joined-${lang}`,
  lang,
  data: inSample,
  steps: [
    ...['members.csv', 'buyers.csv', 'orders.xlsx', 'events.jsonl'].map((name) => importOf(fileOf(lang, name))),
    { step: 'join' },
    FOUR,
    { step: 'draft' },
  ],
});

/** A campaign of 2,240 customers, grouped and drafted. */
const campaign = (lang: Lang): Preparation => ({
  name: `campaign-${lang}`,
  lang,
  data: (folder) => {
    writeFileSync(join(folder, 'campaign.csv'), campaignText());
    return folder;
  },
  steps: [importOf('campaign.csv'), FOUR, { step: 'draft' }],
});

/** Two lists of members that both number their rows from 1, and orders of the first: nothing is joined. */
const lists = (lang: Lang): Preparation => ({
  name: `lists-${lang}`,
  lang,
  data: (folder) => {
    writeLists(folder);
    return folder;
  },
  steps: [
    { ...importOf('members.csv'), kind: 'customers', options: { mode: 'new' } },
    { ...importOf('guests.csv'), kind: 'customers', options: { mode: 'new' } },
    { ...importOf('orders.csv'), kind: 'orders', mapping: { customer: '会员号' }, options: { mode: 'new' } },
  ],
});

/** Seven customers: too few for any figure of theirs to leave. */
const few = (lang: Lang): Preparation => ({
  name: `few-${lang}`,
  lang,
  data: (folder) => {
    const rows = Array.from({ length: 7 }, (_, i) => [
      `M${String(101 + i)}`,
      20 + 7 * i,
      150 + ((i * 83) % 400),
      ['Mill', 'Vale', 'Hill'][i % 3]!,
    ]);
    writeFileSync(join(folder, 'few.csv'), [['member', 'age', 'spend', 'city'], ...rows].join('\n'));
    return folder;
  },
  steps: [importOf('few.csv')],
});

/** Members, their orders and what they answered, in files whose columns have codes for names; joined, with a dictionary. */
const coded = (lang: Lang): Preparation => ({
  name: `coded-${lang}`,
  lang,
  data: (folder) => {
    writeCoded(folder);
    return folder;
  },
  steps: [
    { ...importOf('members.csv'), kind: 'customers', options: { mode: 'new' } },
    { ...importOf('orders.csv'), kind: 'orders', options: { mode: 'new' } },
    { ...importOf('answers.csv'), kind: 'survey', options: { mode: 'new' } },
    {
      step: 'describe',
      currency: 'CNY',
      columns: [
        { column: 'MntWines', label: lang === 'en' ? 'Wine bought' : '葡萄酒消费' },
        { column: 'Marital_Status', values: ['Single', 'Married'] },
      ],
    },
    { step: 'join' },
  ],
});

function importOf(file: string) {
  return { step: 'import', file };
}
const fileOf = (lang: Lang, name: string) => sampleFile(lang, name).split('/').at(-1)!;

function writeLists(folder: string): void {
  const write = (file: string, head: readonly string[], rows: readonly (readonly (string | number | null)[])[]) => {
    const text = [head, ...rows].map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n');
    writeFileSync(join(folder, file), text);
  };
  const list = (file: string, seed: number, originals: number, duplicates: number) => {
    const made = chinese({ originals, duplicates, seed });
    write(
      file,
      ['编号', ...made.names.slice(1)],
      made.rows.map((row, i) => [i + 1, ...row.slice(1)]),
    );
    return made.rows.length;
  };
  const count = list('members.csv', 8, 500, 90);
  list('guests.csv', 9, 120, 0);
  const orders = Array.from({ length: 900 }, (_, i) => [`S${String(i)}`, 1 + ((i * 13) % count), 20 + (i % 70)]);
  write('orders.csv', ['订单号', '会员号', '金额'], orders);
}

function writeCoded(folder: string): void {
  const write = (file: string, lines: readonly string[]) => {
    writeFileSync(join(folder, file), lines.join('\r\n'));
  };
  const made = chinese({ originals: 120, duplicates: 24, seed: 5 });
  const head = ['full_name', 'mobile_no', 'BirthDate', 'home_address', 'sex', 'MntWines', 'Marital_Status'];
  write('members.csv', [
    ['member_no', ...head].join(','),
    ...made.rows.map((row, i) =>
      [
        `M${String(1001 + i)}`,
        ...row.slice(1).map((cell) => cell ?? ''),
        40 + ((i * 37) % 900),
        i % 29 === 3 ? 'YOLO' : i % 3 === 0 ? 'Single' : 'Married',
      ].join(','),
    ),
  ]);
  const count = made.rows.length;
  write('orders.csv', [
    'order_no,member_no,order_date,pay_amount,item_name',
    ...Array.from({ length: 600 }, (_, i) => {
      const day = String(1 + (i % 28)).padStart(2, '0');
      return `S${String(5000 + i)},M${String(1001 + ((i * 13) % count))},2024-03-${day},${String(20 + (i % 70))}.50,Tea ${String(i % 9)}`;
    }),
  ]);
  write('answers.csv', [
    'member_no,answered_on,FavChannel,NpsScore',
    ...Array.from(
      { length: 100 },
      (_, i) => `M${String(1001 + i)},2024-04-02,${i % 2 === 0 ? 'shop' : 'app'},${String(i % 11)}`,
    ),
  ]);
}

/** What a test may begin with. */
export const STUDIES = { members, sample, joined, campaign, lists, few, coded } satisfies Record<
  string,
  (lang: Lang) => Preparation
>;
export type Study = keyof typeof STUDIES;
