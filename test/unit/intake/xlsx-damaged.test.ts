import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/frames.ts';
import { seeded } from '../../../electron/analysis/random.ts';
import { bookParts, type TestCell } from '../../fixtures/files/workbook.ts';
import { zipOf } from '../../fixtures/files/zip.ts';
import { fileOf, rawOf } from './data.ts';
import { styled } from './workbooks.ts';

describe('parts that were changed at random', () => {
  it('are read or refused, and nothing else happens', async () => {
    const book = {
      sheets: [
        {
          name: 'S',
          rows: [['id', 'day'], ...Array.from({ length: 5 }, (_, i): TestCell[] => [i, styled(1, '45000')])],
          merges: ['A2:A3'],
        },
      ],
      formats: ['yyyy-mm-dd'],
      strings: ['<t>a</t>'],
    };
    const parts = bookParts(book);
    const random = seeded(5);
    const signs = [
      '<',
      '>',
      '"',
      '/',
      '&',
      'r',
      '9',
      ' ',
      '<!--',
      ']]>',
      '<row>',
      '</sheetData>',
      '\u0000',
      'é',
      '<!DOCTYPE x>',
    ];
    const outcomes = new Map<string, number>();
    for (let run = 0; run < 300; run++) {
      const target = random.below(parts.length);
      const changed = parts.map((part, i) => {
        if (i !== target) return part;
        const data = part.data as string;
        const at = random.below(data.length);
        const cut = random.below(4) === 0 ? random.below(40) : 1;
        return { ...part, data: data.slice(0, at) + signs[random.below(signs.length)]! + data.slice(at + cut) };
      });
      const path = fileOf(zipOf(changed));
      let outcome: string;
      try {
        await rawOf(path);
        outcome = 'read';
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        outcome = error.said.key;
      }
      fs.rmSync(path);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(outcomes.get('read')).toBeGreaterThan(50);
    expect(outcomes.get('sources:unsupported.xml')).toBeGreaterThan(10);
  });
});
