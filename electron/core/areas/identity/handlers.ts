import { IdentityRules } from '../../../../shared/contract/identity.ts';
import { builtBody, identityDecisions } from '../../../db/areas/customers/built.ts';
import { sourceInView } from '../../../db/areas/customers/inView.ts';
import { rulesForm } from '../../../db/areas/identity/forms.ts';
import { setSetting } from '../../../db/settings.ts';
import { writeStored } from '../../../db/stored.ts';
import type { Area, Handlers, JobContext, QueryContext } from '../../area.ts';
import type { In, Out } from '../../../../shared/contract.ts';
import { withClean } from '../cleaning/ensure.ts';
import { identityRules, joinedSources, joinInputs, whyOutdated } from '../customers/build/inputs.ts';
import { asideOf } from '../customers/build/aside.ts';
import { decide, split } from './decide.ts';
import { group, groups } from './groups.ts';
import { pairs, reveal } from './pairs.ts';

const handlers = {
  'identity.rules': ({ db }) => rules(db),
  'identity.setRules': ({ db, label }, input) => {
    label({ key: 'identity:edit.rules' });
    setSetting(db, 'identity', writeStored(rulesForm, input));
    return input;
  },
  'identity.preview': preview,
  'identity.pairs': pairs,
  'identity.decide': decide,
  'identity.reveal': reveal,
  'identity.groups': groups,
  'identity.group': group,
  'identity.split': split,
} satisfies Handlers<'identity.'>;

/** Which rows are one customer. */
export const area = { handlers } satisfies Area<'identity'>;

function rules(db: QueryContext['db']): Out<'identity.rules'> {
  const view = sourceInView(db);
  const built = view && builtBody(db, view.id);
  return {
    rules: identityRules(db) ?? IdentityRules.parse({}),
    report: built?.identity ?? null,
    stale: built ? whyOutdated(built, joinInputs(db)) !== null : false,
    sources: joinedSources(db).map(({ id, name, kind, rows }) => ({ source: id, name, kind, rows })),
    aside: asideOf(db).map(({ source: { id, name, kind, rows: n }, used, said }) => ({
      source: id,
      name,
      kind,
      rows: n,
      used,
      said,
    })),
    decisions: identityDecisions(db).length,
  };
}

/** Clean and resolve as a join would, and keep nothing of it. */
function preview(context: JobContext, input: In<'identity.preview'>): Promise<Out<'identity.preview'>> {
  const { db, pool, signal, progress } = context;
  const inputs = joinInputs(db);
  return withClean(context, async (ensure) => {
    const sources = [];
    for (const { id, name, kind } of inputs.sources) {
      const { table, key, mapping, attributes } = await ensure(id);
      const columns = attributes.map((attribute) => ({
        column: attribute.column,
        name: attribute.name,
        type: attribute.type,
      }));
      sources.push({ id, name, kind, table, key, mapping, columns });
    }
    return pool.run(
      'identity.resolve',
      {
        path: db.path,
        sources,
        rules: IdentityRules.parse(input.rules ?? inputs.rules ?? {}),
        decisions: inputs.decisions,
      },
      { signal, onProgress: ({ step, done, total }) => progress(step, done, total) },
    );
  });
}
