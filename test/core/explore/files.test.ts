import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReader } from '../../../electron/db/open.ts';
import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import { ExploreSpec, type ExploreResult, type GridBody } from '../../../shared/contract/explore.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { provinceOf } from '../../../shared/provinces.ts';
import { drawParcels, parcelsText } from '../../fixtures/generators/parcels.ts';
import { DATA, hasData } from '../../support/data.ts';
import { CAMPAIGNS } from '../../support/campaigns.ts';
import { madeFile } from '../../support/made.ts';
import { type Bench, createBench, SAMPLE } from '../segments/bench.ts';

const python = spawnSync('python3', ['-c', 'print(1)']).status === 0;
if (!python) console.log('skipped: no python3 to check the figures against');

interface Study {
  bench: Bench;
  attributes: Attribute[];
  id(name: string): number;
  explore(spec: unknown): Promise<ExploreResult>;
  /** customers that the customer table finds under conditions: SQL, unlike the charts */
  count(filters: readonly Filter[]): Promise<number>;
  close(): Promise<void>;
}

async function study(path: string): Promise<Study> {
  const bench = createBench();
  await bench.importFile(path);
  const attributes = await bench.client.call('customers.attributes', {});
  return {
    bench,
    attributes,
    id: (name) => attributes.find((attribute) => attribute.name === name)!.id,
    explore: (spec) => bench.client.call('explore.chart', { spec: ExploreSpec.parse(spec) }),
    count: async (filters) =>
      (await bench.client.call('customers.page', { offset: 0, limit: 0, filters: [...filters] })).count,
    close: () => bench.close(),
  };
}

/** Every mark of a chart whose conditions can be said gives exactly its customers. @returns how many marks were looked at */
async function marksHold({ count }: Study, out: ExploreResult, base: readonly Filter[] = []): Promise<number> {
  let seen = 0;
  const look = async (n: number, ...parts: (readonly Filter[] | null)[]) => {
    if (parts.some((part) => part === null)) return;
    const filters = [...base, ...parts.flatMap((part) => part ?? [])];
    expect([filters, await count(filters)]).toEqual([filters, n]);
    seen++;
  };
  const { body } = out;
  if (body.kind === 'boxes') for (const { bucket } of body.groups) await look(bucket.n, bucket.filters);
  if (body.kind === 'grid') {
    // a measured attribute leaves customers out, an axis does too: only pure counts are compared
    for (const row of body.rows) if (body.columns.length === 0) await look(row.n, row.filters);
    for (const [i, row] of body.rows.slice(0, 8).entries())
      for (const [j, column] of body.columns.slice(0, 5).entries())
        await look(body.cells[i]![j]!.n, row.filters, column.filters);
  }
  for (const { n, filters } of out.missing) await look(n, filters);
  return seen;
}

/** Orders that went to 31 provinces, and what was paid for them: counted as they were drawn, or published with the file. */
const PARCELS = drawParcels();
const ORDERS = [
  {
    what: 'made up',
    path: madeFile('explore-parcels.csv', parcelsText(PARCELS)),
    rows: PARCELS.length,
    paid: PARCELS.reduce((sum, { paid }) => sum + paid, 0),
  },
  ...(hasData
    ? [
        {
          what: 'real',
          path: join(DATA, 'cn_tmall_orders', 'tmall_order_report.csv'),
          rows: 28_010,
          paid: 1_902_487.15,
        },
      ]
    : []),
];

describe.each(ORDERS)('orders with provinces, $what ($rows rows)', ({ path, rows: n, paid: allPaid }) => {
  let tmall: Study;
  beforeAll(async () => {
    tmall = await study(path);
  }, 60_000);
  afterAll(() => tmall.close());
  const rows = () => {
    const db = openReader(join(tmall.bench.folder, 'w.persona'));
    const column = (name: string) => tmall.attributes.find((attribute) => attribute.name.trim() === name)!.column;
    return { db, place: column('收货地址'), paid: column('买家实际支付金额'), time: column('订单创建时间') };
  };
  const of = (name: string) => tmall.attributes.find((attribute) => attribute.name.trim() === name)!.id;

  it('are a map of 31 provinces, the counts those of SQL', async () => {
    const out = await tmall.explore({ x: of('收货地址') });
    expect([out.chart, out.n, out.total]).toEqual(['map', n, n]);
    const body = out.body as GridBody;
    expect(body.rows.filter(({ kind }) => kind === 'province')).toHaveLength(31);
    const { db, place } = rows();
    const counts = new Map<string, number>();
    for (const [name, n] of db.rows(`SELECT ${place}, count(*) FROM customers_1 GROUP BY 1`)) {
      const code = provinceOf(String(name))!;
      counts.set(code, (counts.get(code) ?? 0) + Number(n));
    }
    db.close();
    expect(Object.fromEntries(body.rows.map(({ key, n }) => [key, n]))).toEqual(Object.fromEntries(counts));
    expect(await marksHold(tmall, out)).toBe(31);
  });

  it('mean and sum by province are those of SQL, by day too', async () => {
    const { db, place, paid, time } = rows();
    const mean = (
      await tmall.explore({
        x: of('收货地址'),
        chart: 'bars',
        top: 50,
        measure: { of: 'mean', attribute: of('买家实际支付金额') },
      })
    ).body as GridBody;
    const expected = new Map(
      db
        .all<{ a: string; m: number }>(`SELECT ${place} a, avg(${paid}) m FROM customers_1 GROUP BY 1`)
        .map(({ a, m }) => [a, m]),
    );
    for (const [i, { key }] of mean.rows.entries()) expect(mean.rowTotals[i]!.value).toBeCloseTo(expected.get(key)!, 8);
    const sum = (
      await tmall.explore({
        x: of('收货地址'),
        chart: 'bars',
        measure: { of: 'sum', attribute: of('买家实际支付金额') },
      })
    ).body as GridBody;
    expect(sum.total.value).toBeCloseTo(allPaid, 2);
    const out = await tmall.explore({ x: of('订单创建时间'), step: 'day' });
    const days = db.all<{ d: string; n: number }>(
      `SELECT substr(${time}, 1, 10) d, count(*) n FROM customers_1 GROUP BY 1 ORDER BY 1`,
    );
    db.close();
    const line = (out.body as GridBody).rows;
    expect(line.filter(({ n }) => n > 0).map(({ from, n }) => [new Date(from!).toISOString().slice(0, 10), n])).toEqual(
      days.map(({ d, n }) => [d, n]),
    );
    expect(await marksHold(tmall, out)).toBeGreaterThan(20);
  });

  it.skipIf(!python)('medians and quartiles are those of Python', async () => {
    const code = `
import csv, json, statistics as s, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8')))
rows = [{k.strip(): v for k, v in r.items()} for r in rows]
by = {}
for r in rows: by.setdefault(r['收货地址'], []).append(float(r['总金额']))
print(json.dumps({k: [len(v), s.median(v), s.quantiles(v, n=4, method='inclusive') if len(v) > 1 else None] for k, v in by.items()}))`;
    const expected = JSON.parse(execFileSync('python3', ['-c', code, path], { encoding: 'utf8' })) as Record<
      string,
      [number, number, number[] | null]
    >;
    const median = (
      await tmall.explore({
        x: of('收货地址'),
        chart: 'bars',
        top: 50,
        measure: { of: 'median', attribute: of('总金额') },
      })
    ).body as GridBody;
    for (const [i, { key }] of median.rows.entries())
      expect([key, median.rowTotals[i]!.n, median.rowTotals[i]!.value]).toEqual([key, ...expected[key]!.slice(0, 2)]);
    const out = await tmall.explore({ x: of('收货地址'), y: of('总金额'), top: 50 });
    expect(out.chart).toBe('box');
    if (out.body.kind !== 'boxes') throw new Error('no boxes');
    for (const { bucket, box } of out.body.groups) {
      const quartiles = expected[bucket.key]![2];
      if (!quartiles) continue;
      expect([box!.q1, box!.median, box!.q3].map((v) => Number(v.toFixed(6)))).toEqual(
        quartiles.map((v) => Number(v.toFixed(6))),
      );
    }
  });

  it.runIf(n > 20_000)('more than 20,000 points are sampled, the same ones each time, and it is said', async () => {
    const spec = { x: of('买家实际支付金额'), y: of('总金额') };
    const [a, b] = [await tmall.explore(spec), await tmall.explore(spec)];
    if (a.body.kind !== 'points' || b.body.kind !== 'points') throw new Error('no points');
    expect([a.estimated, a.body.x.length, a.body.of]).toEqual([20_000, 20_000, 28_010]);
    expect(a.body.customer).toEqual(b.body.customer);
    const filters: Filter[] = [{ kind: 'range', attribute: spec.x, min: 100, max: 200 }];
    const fewer = await tmall.explore({ ...spec, filters });
    expect(fewer.estimated).toBeNull();
    expect(fewer.n).toBe(await tmall.count(filters));
  });

  it('the ready questions can all be answered, in both languages', async () => {
    const questions = await tmall.bench.client.call('explore.questions', {});
    expect(questions).toHaveLength(6);
    expect(sayIn('zh-CN', questions[0]!.question)).toMatch(/^订单来自哪里/);
    for (const { question, spec } of questions) {
      const out = await tmall.explore(spec);
      expect(out.finding).not.toBeNull();
      for (const lang of ['en', 'zh-CN'] as const)
        expect(`${sayIn(lang, question)} ${sayIn(lang, out.finding!)} ${sayIn(lang, out.why)}`).not.toMatch(
          /\{\{|explore:|undefined|NaN|significan|显著/i,
        );
      await marksHold(tmall, out);
    }
  });
});

const OTHERS: { title: string; path: string }[] = [
  ...CAMPAIGNS.map(({ what, path }) => ({ title: `a campaign (2,240 rows), ${what}`, path })),
  ...(hasData ? [{ title: 'a survey (1,453 rows)', path: join(DATA, 'survey_mcdonalds', 'mcdonalds.csv') }] : []),
];
for (const { title, path } of OTHERS)
  describe(title, () => {
    let found: Study;
    beforeAll(async () => {
      found = await study(path);
    }, 60_000);
    afterAll(() => found.close());

    it('every mark of every kind of chart holds exactly the customers its conditions give', async () => {
      const open = found.attributes.filter(
        ({ role, type, personal }) =>
          role === 'attribute' && personal === null && !['text', 'identifier'].includes(type),
      );
      const pick = (type: string) => open.filter((attribute) => attribute.type === type).map(({ id }) => id);
      const [a, b] = [...pick('category'), ...pick('boolean')];
      const [n, m] = pick('number');
      const [date] = pick('date');
      const specs: unknown[] = [
        { x: a, top: 2 },
        { x: a, y: b },
        { x: a, split: b, chart: 'grouped' },
        { x: n },
        { x: n, split: a },
        { x: n, y: a, chart: 'pivot' },
        { x: a, y: n },
        ...(m === undefined ? [] : [{ x: n, y: m, chart: 'heat' }]),
        ...(date === undefined ? [] : [{ x: date }, { x: date, y: a }, { x: date, step: 'quarter', split: b }]),
      ];
      let seen = 0;
      for (const spec of specs) {
        const out = await found.explore(spec);
        seen += await marksHold(found, out);
        // narrowed by one of its own marks the same chart counts only those
        const first = out.body.kind === 'grid' ? out.body.rows.find(({ filters }) => filters) : undefined;
        if (first?.filters) {
          const inside = await found.explore({ ...(spec as object), filters: first.filters });
          expect(inside.inView).toBe(await found.count(first.filters));
          await marksHold(found, inside, first.filters);
        }
      }
      expect(seen).toBeGreaterThan(60);
    });
  });

describe('the sample', () => {
  it('is asked six questions and answers them', async () => {
    const found = await study(join(SAMPLE, 'members.csv'));
    const questions = await found.bench.client.call('explore.questions', {});
    expect(questions).toHaveLength(6);
    for (const { spec } of questions) {
      const out = await found.explore(spec);
      expect(out.n).toBeGreaterThan(0);
      await marksHold(found, out);
    }
    await found.close();
  }, 60_000);
});
