import type { Out, Parsed } from '../../../../../shared/contract.ts';
import { builtBody } from '../../../../db/areas/customers/built.ts';
import { sourceInView } from '../../../../db/areas/customers/inView.ts';
import { trustForm } from '../../../../db/areas/customers/forms.ts';
import { setSetting } from '../../../../db/settings.ts';
import { writeStored } from '../../../../db/stored.ts';
import type { CommandContext, QueryContext } from '../../../area.ts';
import { buildTable } from './build.ts';
import { identities } from './identities.ts';
import { joinedSources, joinInputs, removedSince, trustRules, whyOutdated } from './inputs.ts';

/** Handlers of the one customer table. */
export const buildHandlers = {
  'customers.build': buildTable,
  'customers.table': table,
  'customers.identities': identities,
  'customers.trust': ({ db }: QueryContext) => trustRules(db),
  'customers.setTrust': ({ db, label }: CommandContext, trust: Parsed<'customers.setTrust'>) => {
    label({ key: 'customers:edit.trust' });
    setSetting(db, 'trust', writeStored(trustForm, trust));
    return trustRules(db);
  },
};

function table({ db }: QueryContext): Out<'customers.table'> {
  const view = sourceInView(db);
  const built = view && builtBody(db, view.id);
  return {
    report: built?.report ?? null,
    stale: built ? whyOutdated(built, joinInputs(db), removedSince(db, built)) : null,
    sources: joinedSources(db).length,
  };
}
