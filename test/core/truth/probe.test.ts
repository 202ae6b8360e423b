import { it } from 'vitest';
import { realFile } from '../../support/data.ts';
import { sumOf, told } from './told.ts';
for (const name of ['order_total_repeated','partial_refund','credit_note','order_status_zh','status_en','outlier_date'])
it(name, async () => {
  const t = await told(realFile('truth', name + '.csv'));
  console.log(name, t.receipt.kind, JSON.stringify(t.receipt.mapping), t.reference, JSON.stringify(t.sales, null, 0), sumOf(t, 'Total spent'));
  for (const k of ['X1','X2','X3','F1','F2','S04','S05']) if (t.customers.has(k)) console.log(k, JSON.stringify(t.customers.get(k)));
  await t.bench.close();
}, 60000);
