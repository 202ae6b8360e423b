import { describe, expect, it } from 'vitest';
import { maskText } from '../../../electron/analysis/privacy/mask.ts';
import { textReport } from '../../support/free-text-report.ts';
import { CORPUS_SEED } from '../../support/personal-report.ts';

/** The least share that must be found, by kind. */
const LEAST = { phone: 0.99, email: 0.99, residentId: 0.99, bankCard: 0.99, name: 0.9, address: 0.9 };

describe.each([CORPUS_SEED, CORPUS_SEED + 1, CORPUS_SEED + 2])('labelled remarks, seed %i', (seed) => {
  const report = textReport(seed);

  it('are at least 500 with every kind in them', () => {
    expect(report.texts).toBeGreaterThanOrEqual(500);
    for (const { planted } of report.scores) expect(planted).toBeGreaterThan(30);
  });

  it.each(Object.entries(LEAST))('%s is found: at least %d of them', (kind, least) => {
    expect(report.scores.find((score) => score.kind === kind)!.recall).toBeGreaterThanOrEqual(least);
  });

  it('what is masked is personal in at least 98 of 100, of every kind', () => {
    expect(report.precision).toBeGreaterThanOrEqual(0.98);
    for (const { kind, precision } of report.scores) expect(precision, kind).toBeGreaterThanOrEqual(0.98);
  });
});

it.each([
  ['联系王芳取货', '联系王*取货'],
  ['找李明退款', '找李*退款'],
  ['转告陈静不用来了', '转告陈*不用来了'],
  ['联系欧阳娜娜确认', '联系欧**娜确认'],
])('%s: a verb ends the name', (text, shown) => {
  expect(maskText(text)).toBe(shown);
});
