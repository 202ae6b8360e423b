import type { In, Out } from '../../../shared/contract.ts';
import { type Bench, createBench } from '../segments/bench.ts';

/** What one file came to, imported and joined without a word from anybody. */
export interface Told {
  readonly bench: Bench;
  readonly receipt: Out<'sources.import'>;
  readonly sales: NonNullable<NonNullable<Out<'derive.list'>['report']>['sales']>;
  readonly reference: string | null;
  /** values of derived attributes by customer; the names are those of the English attributes */
  readonly customers: ReadonlyMap<string, Readonly<Record<string, string | number | null>>>;
}

type Rules = Partial<In<'derive.set'>>;

/** Import a file, join it, and read the derived attributes of every customer. The bench is the caller's to close. */
export async function told(path: string, rules: Rules = {}): Promise<Told> {
  const bench = createBench({ lang: 'en', threads: 1 });
  try {
    const receipt = await bench.client.call('sources.import', { fileId: await bench.register(path) });
    if (Object.keys(rules).length > 0) await bench.client.call('derive.set', rules as In<'derive.set'>);
    await bench.client.call('customers.build', {});
    const { report } = await bench.client.call('derive.list', {});
    const attributes = await bench.client.call('customers.attributes', {});
    const { db } = bench.core.session();
    const table = db.value<string>('SELECT customer_table FROM source ORDER BY id DESC LIMIT 1')!;
    const key = attributes.find(({ role }) => role === 'key')!;
    const customers = new Map(
      [...db.rows(`SELECT ${[key, ...attributes].map(({ column }) => column).join(', ')} FROM ${table}`)].map(
        ([id, ...cells]) =>
          [
            String(id),
            Object.fromEntries(attributes.map(({ name }, i) => [name, cells[i] as string | number | null])),
          ] as const,
      ),
    );
    return { bench, receipt, sales: report!.sales!, reference: report!.reference, customers };
  } catch (error) {
    await bench.close();
    throw error;
  }
}

/** Sum of an attribute over all customers; missing counts nothing. */
export const sumOf = ({ customers }: Told, name: string): number =>
  [...customers.values()].reduce((sum, cells) => sum + Number(cells[name] ?? 0), 0);
