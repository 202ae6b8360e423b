import { carriedDown } from '../../../analysis/compose/carry.ts';
import { resolveIdentities } from '../../../analysis/identity/resolve.ts';
import type { IdentityDecision } from '../../../analysis/identity/types.ts';
import type { IdentityReport, IdentityRules } from '../../../../shared/contract/identity.ts';
import type { ColumnType, Mapping, SourceKind } from '../../../../shared/domain.ts';
import { readColumns } from '../../reading/coded.ts';
import { reading } from '../../reading/reading.ts';
import type { TaskContext } from '../../task.ts';

/** A source whose rows are to be joined, as it stands in the workspace. */
export interface IdentityInputSource {
  readonly id: number;
  readonly name: string;
  readonly kind: SourceKind;
  /** its own or its cleaned table */
  readonly table: string;
  readonly key: string | null;
  readonly mapping: Mapping;
  readonly columns: readonly { readonly column: string; readonly name: string; readonly type: ColumnType }[];
}

/** What a dry run of a join is made from. */
export interface IdentityInput {
  /** workspace file */
  readonly path: string;
  readonly sources: readonly IdentityInputSource[];
  readonly rules: IdentityRules;
  readonly decisions: readonly IdentityDecision[];
}

/** Tasks of identity: which rows are one customer. */
export const identityTasks = {
  /** What a join would do; nothing is kept. */
  'identity.resolve': (input: IdentityInput, context: TaskContext): IdentityReport => {
    const say = (step: string, done: number, total: number): void => {
      context.check();
      context.progress({ step: `jobs:step.${step}`, done, total });
    };
    const sources = reading(input.path, (db) =>
      input.sources.map(({ id, name, kind, table, key, mapping, columns }, i) => {
        const names = columns.map(({ column }) => column);
        const read = readColumns(db, table, names, (done, total) => {
          say('readSources', i + done / Math.max(1, total), input.sources.length);
        });
        return {
          id,
          name,
          kind,
          rows: read.rows,
          ids: read.ids,
          key,
          mapping,
          columns: carriedDown(
            kind,
            mapping,
            columns.map((column, c) => ({ name: column.name, type: column.type, ...read.columns[c]! })),
          ),
        };
      }),
    );
    return resolveIdentities(sources, {
      rules: input.rules,
      decisions: input.decisions,
      check: (done) => {
        say('identities', Math.round(done * 100), 100);
      },
    }).report;
  },
} as const;
