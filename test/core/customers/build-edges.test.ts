import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { In } from '../../../shared/contract.ts';
import { type Bench, createBench, threeGroups } from '../segments/bench.ts';

let bench: Bench;
beforeEach(() => (bench = createBench({ threads: 2 })));
afterEach(async () => {
  const log = join(bench.folder, 'errors.log');
  const unexpected = fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : '';
  await bench.close();
  expect(unexpected).toBe('');
});

let files = 0;
async function give(text: string, options: Partial<In<'sources.import'>> = {}, name = `file${String(++files)}.csv`) {
  const path = join(bench.folder, name);
  fs.writeFileSync(path, text);
  return bench.client.call('sources.import', { fileId: await bench.register(path), ...options });
}
const build = () => bench.client.call('customers.build', {});
const db = () => bench.core.session().db;
/** Of each source and row the customer, by the name of the file. */
const whose = async () =>
  Object.fromEntries(
    (await bench.client.call('customers.identities', {})).map(({ source, row, customer }) => [
      `${source} ${String(row)}`,
      customer,
    ]),
  );
const names = async () => (await bench.client.call('customers.attributes', {})).map(({ name }) => name);
/** Tables and rows that only a join that was published may leave. */
const traces = () => ({
  tables: db().column<string>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name GLOB 'staging_*' OR name GLOB 'customers_*') ORDER BY name",
  ),
  maps: db().value<number>('SELECT count(*) FROM identity_map'),
  pairs: db().value<number>('SELECT count(*) FROM identity_pair'),
  sources: db().value<number>('SELECT count(*) FROM source'),
  edits: db().value<number>('SELECT count(*) FROM edit'),
});

const LIST = 'id,name,city\nA1,Ann Archer,Leeds\nA2,Bob Baker,York\nA3,Cid Cole,Hull\n';
const ORDERS =
  'order,id,date,amount\n1,A1,2024-01-01,10\n2,A1,2024-02-01,20\n3,A3,2024-03-01,5\n4,A9,2024-03-02,7\n5,A2,2024-03-03,1\n6,A2,2024-04-03,2\n';
const asList: Partial<In<'sources.import'>> = { kind: 'customers', mode: 'new', mapping: { customer: 'id' } };
const asOrders: Partial<In<'sources.import'>> = {
  kind: 'orders',
  mode: 'new',
  mapping: { customer: 'id', order: 'order', date: 'date', amount: 'amount' },
};

describe('a join at its edges', () => {
  it('needs a source, and a row that is left after cleaning', async () => {
    await expect(build()).rejects.toMatchObject({ envelope: { code: 'not_found' } });
    const { sourceId } = await give(LIST, asList);
    const where = { kind: 'missing' as const, column: 'city' };
    await bench.client.call('cleaning.add', {
      sourceId,
      steps: [
        { op: 'dropRows', where },
        { op: 'dropRows', where: { kind: 'not', of: where } },
      ],
    });
    const before = traces();
    await expect(build()).rejects.toMatchObject({
      envelope: { code: 'too_few', said: { key: 'customers:error.noCustomers' } },
    });
    expect(traces()).toEqual(before);
    // the list has no rows any more, the orders make the customers
    await give(ORDERS, asOrders);
    expect((await build()).customers.count).toBe(4);
  });

  it('makes one customer of one row', async () => {
    await give('id,name\nA1,Ann\n', asList);
    expect((await build()).customers).toEqual({ count: 1, merged: 0, review: 0, matchRate: 1 });
    expect((await bench.client.call('customers.page', { offset: 0, limit: 10 })).count).toBe(1);
  });

  it('leaves out sources that are no customers', async () => {
    await give(LIST, asList);
    await give('product,price\nsoap,2\nbrush,3\n', { kind: 'other', mode: 'new' });
    const report = await build();
    expect(report.sources).toHaveLength(1);
    expect(report.customers.count).toBe(3);
  });

  it('takes attributes whatever they are called', async () => {
    const odd = ['constructor', '__proto__', 'toString', 'c0', 'id (2)', 'a b', 'A_B'];
    await give(`id,${odd.join(',')}\nA1,x1,y1,z1,u1,v1,p,q\nA2,x2,y2,z2,u2,v2,r,s\n`, asList, 'one.csv');
    await give('id,constructor,__proto__\nA1,x1,other\nA2,x2,y2\n', asList, 'two.csv');
    await bench.client.call('customers.setTrust', {
      rule: 'newest',
      order: ['one.csv'],
      attributes: Object.fromEntries([['constructor', 'frequent' as const]]),
    });
    const report = await build();
    expect(report.customers.count).toBe(2);
    const found = await names();
    expect(new Set(found).size).toBe(found.length);
    for (const name of odd) expect(found).toContain(name);
    const body = JSON.parse(db().value<string>('SELECT built FROM source WHERE id = ?', report.sourceId)!) as {
      provenance: Record<string, { rule: string; conflicts: number }>;
    };
    const rule = (name: string) => Object.getOwnPropertyDescriptor(body.provenance, name)?.value as unknown;
    expect(rule('constructor')).toMatchObject({ rule: 'frequent', conflicts: 0 });
    expect(rule('toString')).toMatchObject({ rule: 'newest' });
    expect(rule('__proto__')).toMatchObject({ conflicts: 1 });
  });

  it('says what is too wide', async () => {
    const wide = (prefix: string) => {
      const columns = Array.from({ length: 1200 }, (_, i) => `${prefix}${String(i)}`);
      return `id,${columns.join(',')}\nA1,${columns.map((_, i) => i).join(',')}\nA2,${columns.map((_, i) => i + 1).join(',')}\n`;
    };
    await give(wide('a'), asList);
    await give(wide('b'), asList);
    const before = traces();
    await expect(build()).rejects.toMatchObject({
      envelope: { code: 'refused', said: { key: 'customers:error.tooManyColumns' } },
    });
    expect(traces()).toEqual(before);
  });

  it('puts keys together that each file reads in its own way', async () => {
    const rows = (n: number, row: (i: number) => string) => Array.from({ length: n }, (_, i) => row(i + 1)).join('\n');
    await give(`id,name\n${rows(30, (i) => `${String(i)},Name ${String(i)}`)}\n`, {
      ...asList,
      columns: [{ name: 'id', type: 'number' }],
    });
    await give(`buyer,amount\n${rows(40, (i) => `${i > 30 ? 'x' : ''}${String(i)},${String(i)}`)}\n`, {
      kind: 'orders',
      mode: 'new',
      mapping: { customer: 'buyer', amount: 'amount' },
    });
    const report = await build();
    expect(report.customers.count).toBe(40);
    const keys = (await bench.client.call('customers.attributes', {})).filter(({ role }) => role === 'key');
    expect(keys).toHaveLength(1);
    expect(keys[0]!.missing).toBe(0);
  });

  it('counts rejected rows when it says which row of a file a row is, and not in a file that was updated', async () => {
    const source = await give('id,name,city\nA1,Ann,Leeds\nA2,Bob\nA3,Cid,Hull\n', asList);
    expect(source.rejected).toBe(1);
    await build();
    expect(
      (await bench.client.call('customers.identities', {})).map(({ row, customer }) => [row, customer !== null]),
    ).toEqual([
      [1, true],
      [2, false],
      [3, true],
    ]);
    await give('id,name,city\nA3,Cid,Hull\nA4\nA5,Eve,Bath\n', { ...asList, mode: 'update', into: source.sourceId });
    await build();
    expect((await bench.client.call('customers.identities', {})).map(({ row }) => row)).toEqual([1, 2, 3]);
  });
});

describe('customers of a join', () => {
  it('keep their ids when their file was updated or replaced, twice between two joins', async () => {
    const first = await give(LIST, asList, 'list.csv');
    await give(ORDERS, asOrders, 'orders.csv');
    await build();
    const before = await whose();
    const second = await give('id,name,city\nA3,Cid Cole,Bath\nA4,Dot Dean,Deal\n', {
      ...asList,
      mode: 'update',
      into: first.sourceId,
    });
    const third = await give('id,name,city\nA5,Eve Eden,Ely\nA1,Ann Archer,Ely\n', {
      ...asList,
      mode: 'update',
      into: second.sourceId,
    });
    await build();
    const after = await whose();
    for (const row of [1, 2, 3, 4, 5, 6])
      expect(after[`orders.csv ${String(row)}`]).toBe(before[`orders.csv ${String(row)}`]);
    // the same customers in another order
    await give(
      'id,name,city\nA4,Dot Dean,Deal\nA3,Cid Cole,Bath\nA2,Bob Baker,York\nA1,Ann Archer,Ely\n',
      {
        ...asList,
        mode: 'replace',
        into: third.sourceId,
      },
      'fresh.csv',
    );
    await build();
    const replaced = await whose();
    for (const row of [1, 2, 3, 4, 5, 6])
      expect(replaced[`orders.csv ${String(row)}`]).toBe(before[`orders.csv ${String(row)}`]);
    expect(replaced['fresh.csv 4']).toBe(before['list.csv 1']);
    expect(replaced['fresh.csv 2']).toBe(before['list.csv 3']);
  });

  it('never get the id of one who went away', async () => {
    const { sourceId } = await give(LIST, asList);
    await build();
    const drop = await bench.client.call('cleaning.add', {
      sourceId,
      steps: [{ op: 'dropRows', where: { kind: 'values', column: 'id', values: ['A3'] } }],
    });
    await build();
    await give('id,name,city\nA7,Gus Gray,Gent\n', { ...asList, mode: 'update', into: sourceId });
    await build();
    expect(Object.values(await whose())).toEqual([1, 2, 4]);
    await bench.client.call('cleaning.remove', { id: drop.ids[0]! });
  });

  it('keep what a person decided when their file is updated, and an undo takes the update back', async () => {
    const list =
      'id,name,mail\nA1,Ann Archer,ann@example.org\nA2,Ann Archer,ann@example.org\nA3,Bob Baker,bob@example.org\n';
    const { sourceId } = await give(list, asList);
    const decide = (same: boolean | null, source = sourceId) =>
      bench.client.call('identity.decide', { a: { source, row: 1 }, b: { source, row: 3 }, same });
    await decide(true);
    expect((await build()).customers.count).toBeLessThan(3);
    const joined = await whose();
    expect(Object.values(joined)[0]).toBe(Object.values(joined)[2]);
    const next = await give('id,name,mail\nA4,Cid Cole,cid@example.org\n', {
      ...asList,
      mode: 'update',
      into: sourceId,
    });
    await build();
    const now = Object.values(await whose());
    expect(now[0]).toBe(now[2]);
    await decide(null, next.sourceId);
    expect(db().value('SELECT count(*) FROM identity_decision')).toBe(0);
    for (let i = 0; i < 3; i++) await bench.client.call('workspace.undo', {});
    expect(db().all('SELECT a_source, a_row, b_source, b_row FROM identity_decision')).toEqual([
      { a_source: sourceId, a_row: 1, b_source: sourceId, b_row: 3 },
    ]);
    expect(await whose()).toEqual(joined);
  });

  it('come back by undo and redo, across a restart', async () => {
    await give(LIST, asList);
    await give(ORDERS, asOrders);
    const one = await build();
    const first = await whose();
    await bench.client
      .call('identity.setRules', { rules: [], keys: [], fuzzy: { on: false } } as never)
      .catch(() => null);
    const two = await build();
    expect(two.sourceId).toBeGreaterThan(one.sourceId);
    const path = db().path;
    await bench.client.call('workspace.undo', {});
    expect((await bench.client.call('customers.table', {})).report?.sourceId).toBe(one.sourceId);
    await bench.client.call('workspace.close', {});
    bench.core.openPath(path, null);
    expect(await whose()).toEqual(first);
    await bench.client.call('workspace.redo', {});
    expect((await bench.client.call('customers.table', {})).report?.sourceId).toBe(two.sourceId);
    expect(await whose()).toEqual(first);
  });
});

describe('a join among other work', () => {
  it('runs beside an import: both are stored, and the table says that it is out of date', async () => {
    await give(threeGroups(20_000), { mode: 'new' });
    const other = join(bench.folder, 'beside.csv');
    fs.writeFileSync(other, LIST.replaceAll('A', 'B'));
    const fileId = await bench.register(other);
    const [report, receipt] = await Promise.all([build(), bench.client.call('sources.import', { fileId, ...asList })]);
    expect(receipt.sourceId).not.toBe(report.sourceId);
    expect(report.customers.count).toBe(20_000);
    const { customers, customer_table: table } = db().get<{ customers: number; customer_table: string }>(
      'SELECT customers, customer_table FROM source WHERE id = ?',
      receipt.sourceId,
    )!;
    expect(db().value(`SELECT count(*) FROM ${table}`)).toBe(customers);
    expect(db().value('SELECT sum(rows) FROM raw_block WHERE source_id = ?', receipt.sourceId)).toBe(3);
    const view = await bench.client.call('customers.table', {});
    if (view.report) expect(view.stale).toMatchObject({ key: 'customers:stale.sources' });
  });

  it('gives tables that are under way ids of their own', async () => {
    const { Staging } = await import('../../../electron/core/areas/sources/staging.ts');
    const context = {
      db: db(),
      clean: (step: (db: never) => boolean) => {
        while (db().transaction(() => step(db() as never)));
        return Promise.resolve(true);
      },
    } as never;
    const [one, two] = [new Staging(context), new Staging(context)];
    expect(two.id).toBe(one.id + 1);
    await two.clean();
    expect(new Staging(context).id).toBe(two.id);
  });

  it('leaves nothing behind wherever it is cancelled', { timeout: 120_000 }, async () => {
    const rows = Array.from(
      { length: 6000 },
      (_, i) => `M${String(i)},Name ${String(i % 3000)},N${String(i % 3000)} Road`,
    );
    await give(`id,name,address\n${rows.join('\n')}\n`, {
      kind: 'customers',
      mode: 'new',
      mapping: { customer: 'id', name: 'name', address: 'address' },
    });
    await give(ORDERS.replaceAll('A', 'M'), asOrders);
    const before = traces();
    const steps = new Map<string, number>();
    await bench.client.call(
      'customers.build',
      {},
      {
        onProgress: ({ step }) => {
          steps.set(step, (steps.get(step) ?? 0) + 1);
        },
      },
    );
    await bench.client.call('workspace.undo', {});
    let kept = traces();
    for (const step of steps.keys()) {
      const stop = new AbortController();
      const outcome = await bench.client
        .call(
          'customers.build',
          {},
          { signal: stop.signal, onProgress: (now) => void (now.step === step && stop.abort()) },
        )
        .catch((error: unknown) => (error as { code: string }).code);
      if (outcome !== 'cancelled') {
        // so late that it was done before the call for a stop came
        await bench.client.call('workspace.undo', {});
        kept = traces();
        continue;
      }
      expect(traces(), step).toMatchObject({ maps: kept.maps, pairs: kept.pairs });
      expect(
        traces().tables.filter((name) => name.startsWith('staging')),
        step,
      ).toEqual([]);
    }
    expect(before.sources).toBe(2);
    expect(traces().sources).toBe(2);
    expect(db().column('PRAGMA integrity_check')).toEqual(['ok']);
  });

  it('takes away at the next start who is who of a join that never came to be', async () => {
    await give(LIST, asList);
    const { sourceId } = await build();
    const path = db().path;
    db().run(
      'INSERT INTO identity_map SELECT ?, source_id, rows, ids, lines, customers, scores FROM identity_map',
      sourceId + 7,
    );
    db().run("INSERT INTO identity_pair VALUES (?, 0, 1, 1, 1, 2, 0.5, 'review', '{}')", sourceId + 7);
    await bench.client.call('workspace.close', {});
    bench.core.openPath(path, null);
    expect(db().column('SELECT built_id FROM identity_map')).toEqual([sourceId]);
    expect(db().value('SELECT count(*) FROM identity_pair WHERE built_id <> ?', sourceId)).toBe(0);
  });
});
