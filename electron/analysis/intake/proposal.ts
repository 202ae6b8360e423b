import type { ColumnFormat, ColumnType, PersonalKind, Role, Said } from '../../../shared/domain.ts';

/** What a column is proposed to be. */
export type Proposal = {
  type: ColumnType;
  role: Role;
  personal: PersonalKind | null;
  format: ColumnFormat;
  levels: string[] | null;
  reason: Said;
  warnings: Said[];
  /** ignored for a reason that leaves no dimension to speak of */
  plainlyIgnored: boolean;
};

/** A proposal: an attribute without a format of its own, unless it is said otherwise. */
export const proposal = (type: ColumnType, reason: Said, more: Partial<Proposal> = {}): Proposal => ({
  type,
  role: 'attribute',
  personal: null,
  format: {},
  levels: null,
  reason,
  warnings: [],
  plainlyIgnored: more.role === 'ignored',
  ...more,
});
/** Why, in the words of the wizard: `sources:why.<name>`. */
export const said = (name: string, values?: Said['values']): Said =>
  values ? { key: `sources:why.${name}`, values } : { key: `sources:why.${name}` };
