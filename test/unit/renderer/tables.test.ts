import { describe, expect, it } from 'vitest';
import { contract, type OpName } from '../../../shared/contract.ts';
import { touches } from '../../../renderer/state/tables.ts';
import { toCsv } from '../../../renderer/ui/csv.ts';
import { Windows } from '../../../renderer/ui/windows.ts';

describe('which queries a change touches', () => {
  const queries = (Object.keys(contract) as OpName[]).filter((op) => contract[op].kind === 'query');

  it('asks everything about the workspace again when another one is opened', () => {
    for (const op of queries) {
      const aboutDevice = op === 'workspace.preferences' || op === 'personas.presets';
      expect([op, touches(op, ['workspace'])]).toEqual([op, !aboutDevice]);
    }
  });

  it('leaves what does not read the table alone', () => {
    expect(touches('customers.page', ['persona', 'edit'])).toBe(false);
    expect(touches('personas.list', ['persona', 'edit'])).toBe(true);
    expect(touches('segments.current', ['feature'])).toBe(true);
    expect(touches('workspace.history', ['persona', 'edit'])).toBe(true);
  });

  it('asks for the job list, and for what only a job makes, when a job starts or ends', () => {
    expect(queries.filter((op) => touches(op, ['jobs']))).toEqual(['workspace.jobs', 'cleaning.sources']);
  });
});

describe('CSV of a table', () => {
  it('has its head, a BOM, and cells that no spreadsheet runs', () => {
    expect(
      toCsv(
        ['a', 'b,c'],
        [
          ['x', 1.5],
          [null, -2],
          ['=1+1', 0],
        ],
      ),
    ).toBe('\uFEFFa,"b,c"\r\nx,1.5\r\n,-2\r\n"\'=1+1",0\r\n');
  });
});

describe('windows of a long table', () => {
  it('fetches only what is in view, once, and forgets the oldest', async () => {
    const asked: number[] = [];
    const load = (offset: number, limit: number) => {
      asked.push(offset);
      return Promise.resolve(Array.from({ length: limit }, (_, i) => offset + i));
    };
    let changes = 0;
    const windows = new Windows(load, () => (changes += 1), undefined);
    windows.want(0, 30);
    await expect.poll(() => windows.row(29)).toBe(29);
    windows.want(10, 40);
    windows.want(190, 210);
    await expect.poll(() => windows.row(205)).toBe(205);
    expect(asked).toEqual([0, 200]);
    expect(changes).toBe(2);
    windows.want(999_990, 1_000_000);
    await expect.poll(() => windows.row(999_999)).toBe(999_999);
    expect(windows.row(500_000)).toBeUndefined();
  });

  it('tells a failure and may ask again', async () => {
    let fail = true;
    const failures: unknown[] = [];
    const windows = new Windows(
      () => (fail ? Promise.reject(new Error('gone')) : Promise.resolve(['a'])),
      () => undefined,
      (error) => failures.push(error),
    );
    windows.want(0, 1);
    await expect.poll(() => failures.length).toBe(1);
    fail = false;
    await expect
      .poll(() => {
        windows.want(0, 1);
        return windows.row(0);
      })
      .toBe('a');
  });

  it('says nothing after it was closed', async () => {
    let answer: (rows: string[]) => void = () => undefined;
    let changes = 0;
    const windows = new Windows(
      () => new Promise<string[]>((resolve) => (answer = resolve)),
      () => (changes += 1),
      undefined,
    );
    windows.want(0, 1);
    windows.close();
    answer(['late']);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(changes).toBe(0);
    expect(windows.row(0)).toBeUndefined();
  });
});
