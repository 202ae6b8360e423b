import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCardNumber, isResidentId } from '../../../electron/analysis/intake/personal.ts';
import { createRandom } from '../../../resources/sample/random.ts';
import type { LabelledColumn } from '../../fixtures/generators/personal.ts';
import { residentId } from '../../fixtures/generators/values.ts';
import { CORPUS_SEED, FORMAL, found, personalReport, printed } from '../../support/personal-report.ts';

const report = personalReport(CORPUS_SEED);
/** Tables as they are but for the width of their columns. */
const squeezed = (text: string): string => text.replace(/[ -]+/g, ' ').trim();

describe(`${report.columns} labelled columns (R47)`, () => {
  it('hold at least 5,000, in both languages, and every kind has decoys beside it', () => {
    expect(report.columns).toBeGreaterThanOrEqual(5000);
    const none = report.scores.find(({ kind }) => kind === 'none')!;
    expect(none.columns).toBeGreaterThan(report.columns * 0.4);
  });

  it.each(FORMAL)('%s: recall at least 99 %, precision at least 98 %', (kind) => {
    const score = report.scores.find((one) => one.kind === kind)!;
    expect(score.columns).toBeGreaterThan(200);
    expect(score.recall).toBeGreaterThanOrEqual(0.99);
    expect(score.precision).toBeGreaterThanOrEqual(0.98);
  });

  it('all kinds together: the same, and on columns that were never looked at', () => {
    for (const { matrix } of [report, personalReport(CORPUS_SEED + 1), personalReport(CORPUS_SEED + 2)]) {
      let [hit, missed, taken] = [0, 0, 0];
      for (const [label, row] of Object.entries(matrix))
        for (const [kind, n] of Object.entries(row)) {
          if (label !== 'none' && kind === label) hit += n;
          if (label !== 'none' && kind !== label) missed += n;
          if (kind !== 'none' && kind !== label) taken += n;
        }
      expect(hit / (hit + missed)).toBeGreaterThanOrEqual(0.99);
      expect(hit / (hit + taken)).toBeGreaterThanOrEqual(0.98);
    }
  });

  it('the published confusion matrix is that of this code', () => {
    const path = new URL('../../../docs/PRIVACY-TESTS.md', import.meta.url);
    expect(squeezed(readFileSync(path, 'utf8'))).toBe(squeezed(printed(report)));
  });
});

const anyId = fc.integer({ min: 1, max: 2 ** 31 - 1 }).map((seed) => residentId(createRandom(seed)));
/** A column of identity numbers that were all changed in the same way. */
const column = (cells: string[], header: string): LabelledColumn => ({
  what: '',
  lang: 'zh',
  label: null,
  header,
  cells,
});

describe('identity numbers with a slip (R48)', () => {
  it('valid ones are recognised', () => {
    fc.assert(
      fc.property(anyId, (id) => isResidentId(id)),
      { numRuns: 5000 },
    );
  });

  it('no single changed digit passes: all 17 × 9 and 10 of the check character', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        for (let at = 0; at < 18; at++)
          for (const char of at < 17 ? '0123456789' : '0123456789X') {
            if (char === id[at]) continue;
            if (isResidentId(id.slice(0, at) + char + id.slice(at + 1))) return false;
          }
        return true;
      }),
      { numRuns: 600 },
    );
  });

  it('no swap of neighbours passes', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        for (let at = 0; at < 17; at++) {
          if (id[at] === id[at + 1]) continue;
          if (isResidentId(id.slice(0, at) + id[at + 1]! + id[at]! + id.slice(at + 2))) return false;
        }
        return true;
      }),
      { numRuns: 3000 },
    );
  });

  it('a column of such numbers is not taken for identity numbers without a header that says so', () => {
    const random = createRandom(48);
    for (let run = 0; run < 60; run++) {
      const cells = Array.from({ length: 60 }, () => {
        const id = residentId(random);
        const at = random.int(6, 16);
        const digit = String((Number(id[at]) + random.int(1, 9)) % 10);
        return id.slice(0, at) + digit + id.slice(at + 1);
      });
      expect(found(column(cells, '编码'))).toBe('none');
    }
  });

  it('nor does any other length, letter or date pass', () => {
    const id = '11010519491231002X';
    expect(isResidentId(id)).toBe(true);
    for (const wrong of [id.slice(1), `${id}0`, `X${id.slice(1)}`, '110105194913310021', '990105194912310021', ''])
      expect(isResidentId(wrong), wrong).toBe(false);
  });

  it('cards: no single changed digit passes', () => {
    const card = '4111111111111111';
    expect(isCardNumber(card)).toBe(true);
    for (let at = 0; at < card.length; at++)
      for (const digit of '0123456789')
        if (digit !== card[at]) expect(isCardNumber(card.slice(0, at) + digit + card.slice(at + 1))).toBe(false);
  });
});
