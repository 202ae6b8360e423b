import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../shared/pattern.ts';

/** Patterns of the language, built from their grammar. */
const pattern: fc.Arbitrary<string> = fc.letrec<{ any: string; atom: string; part: string }>((tie) => ({
  atom: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('a', 'b', '-', '.', '\\d', '\\w', '\\s', '[ab]', '[^a]', '[a-c1]', '\\.', '中', '[一-龥]'),
    tie('any').map((inner) => `(${inner})`),
  ),
  part: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,}', '{0,2}'))
    .map(([atom, times]) => atom + times),
  any: fc
    .array(
      fc.array(tie('part'), { maxLength: 3 }).map((parts) => parts.join('')),
      { minLength: 1, maxLength: 2 },
    )
    .map((branches) => branches.join('|')),
})).any;
const cell = fc
  .array(fc.constantFrom('a', 'b', 'c', '1', '-', '.', ' ', '中', '𠮷', '_'), { maxLength: 8 })
  .map((chars) => chars.join(''));

describe('patterns for cells', () => {
  it('match what the same regular expression matches as a whole', () => {
    fc.assert(
      fc.property(pattern, fc.array(cell, { minLength: 1, maxLength: 5 }), (source, cells) => {
        fc.pre(source.length > 0 && source.length <= 200);
        const match = compilePattern(source);
        // \w here takes letters of every script, and the dot line ends
        const oracle = new RegExp(`^(?:${source.replaceAll('\\w', '[\\p{L}\\p{M}\\p{N}_]')})$`, 'us');
        for (const text of cells) expect([source, text, match(text)]).toEqual([source, text, oracle.test(text)]);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 500), seed: 20261121 },
    );
  });

  it('say what is wrong, and where', () => {
    const why = (source: string): unknown => {
      try {
        compilePattern(source);
      } catch (error) {
        return (error as { said: { key: string; values: unknown } }).said;
      }
      return null;
    };
    expect(why('a(b')).toEqual({ key: 'cleaning:pattern.open', values: { place: 2 } });
    expect(why('ab)')).toEqual({ key: 'cleaning:pattern.sign', values: { place: 3 } });
    expect(why('*a')).toEqual({ key: 'cleaning:pattern.sign', values: { place: 1 } });
    expect(why('(?=a)b')).toEqual({ key: 'cleaning:pattern.lookaround', values: { place: 1 } });
    expect(why('(a)\\1')).toEqual({ key: 'cleaning:pattern.reference', values: { place: 4 } });
    expect(why('((a{100}){100})')).toEqual({ key: 'cleaning:pattern.tooLong', values: { place: 0 } });
    expect(why('[a')).toEqual({ key: 'cleaning:pattern.open', values: { place: 1 } });
  });

  it.each(['(a+)+b', '(a|aa)+$', '(a|a)*b', '(.*)*x', '([a-z]+)*1', '(a?){50}a{50}', '(\\w+\\s?)*\\.'])(
    'take linear time where a backtracking engine does not: %s',
    (source) => {
      const match = compilePattern(source);
      const time = (length: number): number => {
        const text = 'a'.repeat(length);
        const started = process.cpuUsage();
        match(text);
        return process.cpuUsage(started).user / 1000;
      };
      time(1000);
      // ten thousand characters, the longest cell that is matched
      expect(Math.min(time(10_000), time(10_000), time(10_000))).toBeLessThan(source.includes('50') ? 400 : 60);
      expect(match('a'.repeat(10_001))).toBe(false);
    },
  );
});
