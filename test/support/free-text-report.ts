/** How the finder of personal data in free text does on generated remarks. */
import { findPersonalIn } from '../../electron/analysis/privacy/find.ts';
import type { PersonalKind } from '../../shared/domain.ts';
import { labelledTexts } from '../fixtures/generators/free-text.ts';

interface TextScore {
  readonly kind: PersonalKind;
  readonly planted: number;
  readonly recall: number;
  /** of what was taken for this kind, the share in which something personal stands */
  readonly precision: number;
}
export interface TextReport {
  readonly texts: number;
  readonly scores: readonly TextScore[];
  readonly precision: number;
  readonly wrong: readonly string[];
}

const KINDS = ['phone', 'email', 'residentId', 'bankCard', 'name', 'address'] as const satisfies PersonalKind[];

/** Something planted is found when all of it is covered; what was found is right when it meets something planted. */
export function textReport(seed: number): TextReport {
  const texts = labelledTexts(seed);
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, { planted: 0, hit: 0, taken: 0, right: 0 }]));
  const wrong: string[] = [];
  for (const { text, planted } of texts) {
    const spans = findPersonalIn(text);
    for (const { kind, start, stop } of planted) {
      const covered = Array.from({ length: stop - start }, (_, i) => start + i).every(
        (at) => !/[\p{L}\p{N}]/u.test(text[at]!) || spans.some((span) => span.start <= at && at < span.stop),
      );
      counts[kind]!.planted++;
      if (covered) counts[kind]!.hit++;
      else wrong.push(`missed ${kind}: ${text}`);
    }
    for (const { kind, start, stop } of spans) {
      const count = counts[kind];
      const right = planted.some((one) => one.start < stop && start < one.stop);
      if (count) count.taken++;
      if (count && right) count.right++;
      if (!right) wrong.push(`taken for ${kind}: ${text}`);
    }
  }
  const all = Object.values(counts);
  const sum = (of: 'taken' | 'right') => all.reduce((total, count) => total + count[of], 0);
  return {
    texts: texts.length,
    scores: KINDS.map((kind) => {
      const { planted, hit, taken, right } = counts[kind]!;
      return { kind, planted, recall: hit / planted, precision: right / taken };
    }),
    precision: sum('right') / sum('taken'),
    wrong,
  };
}

/** The report as a section of the document. */
export function printedTexts({ texts, scores }: TextReport): string[] {
  const share = (value: number): string => `${(value * 100).toFixed(2)} %`;
  return [
    '## In free text',
    '',
    `${texts.toLocaleString('en')} generated remarks in Chinese and English (\`test/fixtures/generators/free-text.ts\`), four in ten of them with order numbers,`,
    'dates, amounts, roads and titles that are nobody’s. Found: every letter and digit of what is planted is masked.',
    '',
    '| kind | planted | recall | precision |',
    '| --- | --: | --: | --: |',
    ...scores.map(
      ({ kind, planted, recall, precision }) => `| ${kind} | ${planted} | ${share(recall)} | ${share(precision)} |`,
    ),
    '',
  ];
}
