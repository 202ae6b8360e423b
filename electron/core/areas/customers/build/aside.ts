import type { BuildReport } from '../../../../../shared/contract/build.ts';
import type { Said } from '../../../../../shared/domain.ts';
import { KINDS } from '../../../../../shared/kinds.ts';
import { thingsWhy } from '../../../../analysis/identity/unused.ts';
import { builtBody } from '../../../../db/areas/customers/built.ts';
import { sourceInView } from '../../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../../db/open.ts';
import type { BuildOutput } from '../../../../workers/areas/customers/build/run.ts';
import { asideSources, type JoinedSource, type JoinInputs, joinedSources } from './inputs.ts';

type Lists = NonNullable<BuildReport['lists']>;

/** What each list of things was used for by a join, or why for nothing. */
export function listsOf(db: ReadDb, inputs: Pick<JoinInputs, 'lists'>, { lists }: Pick<BuildOutput, 'lists'>): Lists {
  return (inputs.lists.length > 0 ? inputs.lists : asideSources(db)).map((source) => {
    const { id: sourceId, name, kind, rows } = source;
    const found = inputs.lists.some(({ id }) => id === sourceId) && lists.find((list) => list.source === sourceId);
    const used = found ? found.uses.length > 0 : false;
    const said = found && used ? [...found.uses] : [(found ? found.why : null) ?? withoutFacts(db, source)];
    return { sourceId, name, kind, rows, used, said };
  });
}

/** No orders and no events: nothing speaks of things. */
function withoutFacts(db: ReadDb, source: JoinedSource): Said {
  const columnsOf = ({ id }: JoinedSource) =>
    db.column<string>('SELECT name FROM attribute WHERE source_id = ? ORDER BY position', id);
  const others = joinedSources(db).map((one) => ({ name: one.name, columns: columnsOf(one) }));
  return thingsWhy(columnsOf(source), others);
}

/** Lists of things beside sources of customers, with what the join in view says of them; `used` null: it did not know them. */
export function asideOf(db: ReadDb): { source: JoinedSource; used: boolean | null; said: Said[] }[] {
  const aside = asideSources(db);
  if (aside.length === 0) return [];
  const view = sourceInView(db);
  const told = (view && builtBody(db, view.id))?.report.lists ?? [];
  const speaking = joinedSources(db).some(({ kind }) => KINDS[kind].speaksOfThings);
  return aside.map((source) => {
    const found = told.find(({ sourceId }) => sourceId === source.id);
    if (found) return { source, used: found.used, said: found.said };
    return speaking
      ? { source, used: null, said: [{ key: 'identity:unused.notJoined' }] }
      : { source, used: false, said: [withoutFacts(db, source)] };
  });
}
