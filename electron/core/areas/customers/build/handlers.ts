import type { Out, Parsed } from '../../../../../shared/contract.ts';
import { type BuiltBody, builtBody, identityMaps, linesOf } from '../../../../db/built.ts';
import { sourceInView } from '../../../../db/customers-source.ts';
import { setSetting } from '../../../../db/settings.ts';
import { listSources } from '../../../../db/sources.ts';
import { quoteName } from '../../../../db/settings.ts';
import type { CommandContext, QueryContext } from '../../../area.ts';
import { buildTable } from './build.ts';
import { joinedSources, joinInputs, trustRules, whyOutdated } from './inputs.ts';

/** Handlers of the one customer table. */
export const buildHandlers = {
  'customers.build': buildTable,
  'customers.table': table,
  'customers.identities': identities,
  'customers.trust': ({ db }: QueryContext) => trustRules(db),
  'customers.setTrust': ({ db, label }: CommandContext, trust: Parsed<'customers.setTrust'>) => {
    label({ key: 'customers:edit.trust' });
    setSetting(db, 'trust', JSON.stringify(trust));
    return trustRules(db);
  },
};

function table({ db }: QueryContext): Out<'customers.table'> {
  const view = sourceInView(db);
  const built = view && builtBody(db, view.id);
  return {
    report: built?.report ?? null,
    stale: built ? whyOutdated(built, joinInputs(db)) : null,
    sources: joinedSources(db).length,
  };
}

function identities({ db }: QueryContext, { sourceId }: Parsed<'customers.identities'>): Out<'customers.identities'> {
  const view = sourceInView(db);
  if (!view) return [];
  const built: BuiltBody | null = builtBody(db, view.id);
  if (!built) return sourceId === undefined || sourceId === view.id ? ownRows() : [];
  const names = new Map(listSources(db).map(({ id, name }) => [id, name]));
  for (const { sourceId: id, name } of built.report.sources) names.set(id, name);
  const all: Out<'customers.identities'> = [];
  for (const map of identityMaps(db, view.id, sourceId)) {
    const source = names.get(map.sourceId) ?? '';
    for (let i = 0; i < map.customers.length; i++) {
      const customer = map.customers[i]!;
      all.push({
        source,
        row: map.lines ? map.lines[i]! : map.ids ? map.ids[i]! : i + 1,
        customer: customer === 0 ? null : customer,
        score: Math.round(map.scores[i]! * 1e6) / 1e6,
      });
    }
  }
  return all;

  /** One file as it came: each row is a customer of its own. */
  function ownRows(): Out<'customers.identities'> {
    const ids = db.column<number>(`SELECT id FROM ${quoteName(view!.table)} ORDER BY id`);
    const lines = linesOf(db, view!.id, ids.at(-1) ?? 0);
    return ids.map((id) => ({ source: view!.name, row: lines ? (lines[id - 1] ?? id) : id, customer: id, score: 1 }));
  }
}
