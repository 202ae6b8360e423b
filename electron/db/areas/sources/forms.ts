import * as z from 'zod';
import { ColumnOverride, ImportMode, ReadOptions } from '../../../../shared/contract/sources.ts';
import { ColumnFormat, ColumnGuess, Mapping, Said, SourceKind } from '../../../../shared/domain.ts';
import { type Form, inputForm } from '../../stored.ts';

/** What was asked for at an import; a joined table was asked for nothing. */
const SourceOptions = z.strictObject({
  read: ReadOptions.optional(),
  columns: z.array(ColumnOverride).optional(),
  mode: ImportMode.nullish(),
  kind: SourceKind.nullish(),
  mapping: Mapping.nullish(),
  /** new names of columns by their old ones */
  rename: z.record(z.string(), z.string()).optional(),
  /** the source whose place this one took */
  into: z.number().int().nullish(),
  /** the first source of its series, whose place among all sources it has */
  first: z.number().int().nullish(),
  /** what was said about the file as a whole */
  notes: z.array(Said).optional(),
});
/** What was asked for at an import. */
export type SourceOptions = z.infer<typeof SourceOptions>;

/** The options of a source. */
export const optionsForm: Form<SourceOptions> = inputForm(SourceOptions);
/** Which column of a source stands for which field. */
export const mappingForm: Form<Mapping> = inputForm(Mapping);
/** The columns of a source. */
export const columnsForm: Form<ColumnGuess[]> = inputForm(z.array(ColumnGuess));
/** How the values of an attribute are written. */
export const formatForm: Form<ColumnFormat> = inputForm(ColumnFormat);
/** The levels of an attribute in their order. */
export const levelsForm: Form<string[]> = inputForm(z.array(z.string()));
