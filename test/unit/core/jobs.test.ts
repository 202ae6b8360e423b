import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Jobs } from '../../../electron/core/jobs.ts';
import { LARGE, takesMore } from '../../../electron/core/results.ts';
import { AppError } from '../../../shared/frames.ts';

const MB = 1_000_000;

/** A job that ended with a result. @returns its id */
function ended(jobs: Jobs, result: unknown): string {
  const job = jobs.start('personas.export');
  jobs.end(job, { result });
  return job.info.id;
}

/** What became of the results of these jobs: how many are kept, and why the others are not. */
function asked(jobs: Jobs, ids: readonly string[]): (string | { length: number })[] {
  return ids.map((id) => {
    try {
      return jobs.resultOf(id) as { length: number };
    } catch (error) {
      if (error instanceof AppError) return error.said.key;
      throw error;
    }
  });
}

describe('results of ended jobs', () => {
  it('that are large are kept of the newest job only; who asks for another is told so', () => {
    const jobs = new Jobs(() => undefined);
    const [receipt, first, second] = [{ stored: 3 }, 'a'.repeat(3 * MB), 'b'.repeat(2 * MB)];
    const ids = [receipt, first, receipt, second, receipt].map((result) => ended(jobs, result));
    expect(asked(jobs, ids)).toEqual([receipt, 'errors:job_result_gone', receipt, second, receipt]);
    expect(jobs.list()).toHaveLength(5);
    expect(asked(jobs, ['other'])).toEqual(['errors:job_gone']);
  });

  it('take a bounded room whatever comes: one large one, and below a megabyte each of the others', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 3 * MB }), { minLength: 1, maxLength: 90 });
    fc.assert(
      fc.property(sizes, (letters) => {
        const jobs = new Jobs(() => undefined);
        const ids = letters.map((n) => ended(jobs, { text: 'x'.repeat(n) }));
        const kept = asked(jobs, ids).flatMap((one) =>
          typeof one === 'string' ? [] : [one as unknown as { text: string }],
        );
        const bytes = kept.map(({ text }) => 2 * text.length);
        const large = bytes.filter((size) => size > LARGE);
        expect(large.length).toBeLessThanOrEqual(1);
        expect(bytes.reduce((sum, size) => sum + size, 0) - (large[0] ?? 0)).toBeLessThanOrEqual(41 * LARGE);
        // the newest is always there
        expect(jobs.resultOf(ids.at(-1)!)).toEqual({ text: 'x'.repeat(letters.at(-1)!) });
      }),
      { numRuns: 30 },
    );
  });
});

describe('the room of a value', () => {
  it('is that of its parts: two bytes a letter, those of an array of numbers, eight of anything else', () => {
    const room = (value: unknown): number => {
      let bytes = 0;
      while (takesMore(value, bytes)) bytes++;
      return bytes;
    };
    expect(room('abc')).toBe(8 + 6);
    expect(room([1, null, true])).toBe(8 + 3 * 8);
    expect(room({ ab: 'c', d: {} })).toBe(8 + (4 + 8 + 2) + (2 + 8));
    expect(room(new Float64Array(10))).toBe(8 + 80);
  });

  it('is not looked at further than it takes', () => {
    const closed = new Proxy({}, { ownKeys: () => expect.unreachable('it was looked at') });
    // the last is looked at first
    expect(takesMore([closed, 'a'.repeat(200)], 100)).toBe(true);
    expect(() => takesMore([closed, 'a'], 100)).toThrow('it was looked at');
  });
});
