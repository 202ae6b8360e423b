import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallError } from '../../../electron/core/client.ts';
import type { Out } from '../../../shared/contract.ts';
import type { SourceKind } from '../../../shared/domain.ts';
import { chinese } from '../../unit/identity/generate.ts';
import { type Bench, createBench } from '../segments/bench.ts';

/** No value here needs quoting. */
const toCsv = (head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string =>
  [head, ...rows].map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n');
const made = chinese({ originals: 260, duplicates: 60, seed: 17 });
const ids = made.rows.map((_, i) => `M${String(10_001 + i)}`);
const MEMBERS = toCsv(
  ['会员号', ...made.names.slice(1)],
  made.rows.map((row, i) => [ids[i]!, ...row.slice(1)]),
);
const ORDERS = toCsv(
  ['订单号', '会员号', '金额', '下单日期'],
  Array.from({ length: 600 }, (_, i) => [
    `S${String(i)}`,
    i % 50 === 7 ? `X${String(i)}` : ids[(i * 7) % ids.length]!,
    i % 90,
    '2024-03-05',
  ]),
);

let bench: Bench;
let dry: Out<'identity.preview'>;
let before: Out<'identity.rules'>;
beforeAll(async () => {
  bench = createBench({ lang: 'zh-CN' });
  await importAs(MEMBERS, 'customers');
  await importAs(ORDERS, 'orders');
  dry = await bench.client.call('identity.preview', {});
  before = await bench.client.call('identity.rules', {});
  await bench.client.call('customers.build', {});
});
afterAll(() => bench.close());

async function importAs(text: string, kind: SourceKind): Promise<number> {
  const path = join(bench.folder, `${kind}.csv`);
  writeFileSync(path, text);
  const receipt = await bench.client.call('sources.import', { fileId: await bench.register(path), kind });
  return receipt.sourceId;
}
const call = () => bench.client;

describe('identity', () => {
  it('shows before the join what the join then does', async () => {
    expect(before).toMatchObject({ report: null, stale: false });
    expect(before.sources.map(({ kind }) => kind)).toEqual(['customers', 'orders']);
    const after = await call().call('identity.rules', {});
    expect(after.report).toEqual(dry);
    expect(dry.rules.find(({ kind }) => kind === 'key')).toMatchObject({
      used: true,
      rows: 600,
      matched: 588,
      orphans: 12,
    });
    expect(dry.merged).toBeGreaterThan(45);
  });

  it('rules that a person changed make the table out of date, and hold at the next join', async () => {
    const { rules, report } = await call().call('identity.rules', {});
    await call().call('identity.setRules', { ...rules, fuzzy: { ...rules.fuzzy, on: false } });
    expect((await call().call('identity.rules', {})).stale).toBe(true);
    await call().call('customers.build', {});
    const exact = await call().call('identity.rules', {});
    expect(exact.stale).toBe(false);
    expect(exact.report!.notCompared?.key).toBe('identity:notCompared.off');
    expect(exact.report!.customers).toBeGreaterThan(report!.customers);
    await call().call('workspace.undo', {});
    await call().call('workspace.undo', {});
    expect((await call().call('identity.rules', {})).rules.fuzzy.on).toBe(true);
  });

  it('lists pairs with both rows masked and aligned', async () => {
    const { pairs, count } = await call().call('identity.pairs', { state: 'merged' });
    expect(count).toBeGreaterThan(45);
    for (const pair of pairs) {
      expect(pair.fields.map(({ field }) => field)).toContain('fullName');
      for (const field of pair.fields)
        if (field.personal)
          for (const cell of [field.valueA, field.valueB]) if (cell !== null) expect(cell).toContain('*');
    }
    const scores = pairs.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
  });

  it('a decision parts what was merged, a second one takes it back, and undo takes back the taking back', async () => {
    const { pairs } = await call().call('identity.pairs', { state: 'merged' });
    const [{ a, b }] = pairs as [(typeof pairs)[number]];
    const customerOf = async (row: number) =>
      (await call().call('customers.identities', {})).find((one) => one.source === 'customers.csv' && one.row === row)!
        .customer;
    expect(await customerOf(a.row)).toBe(await customerOf(b.row));
    const decide = (same: boolean | null) =>
      call().call('identity.decide', {
        a: { source: b.source, row: b.row },
        b: { source: a.source, row: a.row },
        same,
      });
    await decide(false);
    const shown = await call().call('identity.pairs', { state: 'merged' });
    expect(shown.pairs.find(({ seq }) => seq === pairs[0]!.seq)!.decided).toBe(false);
    expect(shown.decided).toBe(1);
    await call().call('customers.build', {});
    expect(await customerOf(a.row)).not.toBe(await customerOf(b.row));
    await decide(null);
    expect((await call().call('identity.rules', {})).decisions).toBe(0);
    await call().call('workspace.undo', {});
    expect((await call().call('identity.rules', {})).decisions).toBe(1);
  });

  it('shows the values of a doubtful pair to whoever asks, writes that down, and lets a decided pair leave the list', async () => {
    const of = (decided: boolean | null) => call().call('identity.pairs', { state: 'review', decided, limit: 200 });
    for (const { a, b, decided } of (await of(true)).pairs)
      if (decided !== null)
        await call().call('identity.decide', {
          a: { source: a.source, row: a.row },
          b: { source: b.source, row: b.row },
          same: null,
        });
    const { pairs, count, all } = await of(false);
    expect(count).toBe(all);
    expect(count).toBeGreaterThan(0);
    const hides = (cell: unknown) => typeof cell === 'string' && cell.includes('*');
    const pair = pairs.find(({ fields }) => fields.some(({ valueA }) => hides(valueA)))!;
    const looked = () =>
      bench.core.session().db.column("SELECT kind || ' ' || outcome FROM audit WHERE op = 'identity.reveal'");
    expect(looked()).toEqual([]);
    const history = (await call().call('workspace.history', {})).entries.length;
    const plain = await call().call('identity.reveal', { seq: pair.seq });
    expect(looked()).toEqual(['command ok']);
    // nothing changed that could be undone
    expect((await call().call('workspace.history', {})).entries.length).toBe(history);
    const row = made.rows[pair.a.line - 1]!;
    pair.fields.forEach(({ a, valueA }, i) => {
      expect(hides(plain.a[i])).toBe(false);
      if (a !== null && made.names.includes(a) && hides(valueA)) expect(plain.a[i]).toBe(row[made.names.indexOf(a)]);
    });

    const { a, b, seq } = pair;
    await call().call('identity.decide', {
      a: { source: a.source, row: a.row },
      b: { source: b.source, row: b.row },
      same: true,
    });
    expect((await of(false)).pairs.map((one) => one.seq)).toEqual(
      pairs.map((one) => one.seq).filter((one) => one !== seq),
    );
    expect((await of(true)).pairs.map((one) => [one.seq, one.decided])).toEqual([[seq, true]]);
    expect(await of(null)).toMatchObject({ count, all, decided: 1 });
    await call().call('workspace.undo', {});
    expect((await of(false)).count).toBe(count);
    // a pair that nobody is asked about stays masked
    const [merged] = (await call().call('identity.pairs', { state: 'merged' })).pairs;
    await expect(call().call('identity.reveal', { seq: merged!.seq })).rejects.toThrow();
    await expect(call().call('identity.reveal', { seq: 999_999 })).rejects.toThrow();
  });

  it('shows a group and splits a row off it', async () => {
    const { groups, count } = await call().call('identity.groups', { limit: 5 });
    expect(groups).toHaveLength(5);
    expect(count).toBeGreaterThan(40);
    const [group] = groups as [(typeof groups)[number]];
    expect(group.rows.length).toBeGreaterThan(1);
    expect(await call().call('identity.group', { customer: group.customer })).toEqual(group);
    const [first, ...others] = group.rows;
    const { decisions } = await call().call('identity.split', {
      customer: group.customer,
      rows: [{ source: first!.source, row: first!.row }],
    });
    expect(decisions).toBe(others.length);
    expect((await call().call('identity.group', { customer: group.customer }))!.rows[0]!.parted).toBe(true);
    await call().call('customers.build', {});
    const after = await call().call('customers.identities', {});
    const of = (row: number) => after.find((one) => one.source === 'customers.csv' && one.row === row)!.customer;
    for (const other of others) expect(of(other.row)).not.toBe(of(first!.row));
  });

  it('says what is wrong with a decision or a split', async () => {
    const code = (promise: Promise<unknown>) =>
      promise.then(
        () => 'ok',
        (error: unknown) => (error instanceof CallError ? error.envelope.said?.key : String(error)),
      );
    const row = { source: 1, row: 1 };
    expect(await code(call().call('identity.decide', { a: row, b: row, same: true }))).toBe('identity:error.oneRow');
    expect(await code(call().call('identity.decide', { a: row, b: { source: 99, row: 1 }, same: true }))).toBe(
      'identity:error.noSource',
    );
    expect(await code(call().call('identity.split', { customer: 1, rows: [{ source: 1, row: 9999 }] }))).toBe(
      'identity:error.noRows',
    );
    expect(await call().call('identity.group', { customer: 99_999 })).toBeNull();
  });

  it('has nothing to say in an empty workspace', async () => {
    const empty = createBench();
    try {
      expect(await empty.client.call('identity.preview', {})).toMatchObject({ customers: 0, matchRate: 1, rules: [] });
      expect((await empty.client.call('identity.pairs', { state: 'review' })).count).toBe(0);
      expect((await empty.client.call('identity.groups', {})).count).toBe(0);
    } finally {
      await empty.close();
    }
  });
});
