import * as z from 'zod';
import { SourceKind } from '../../shared/domain.ts';
import { firstForm, readStored } from './stored.ts';

/** A row as the history keeps it: its columns by name. No edited table has a column of bytes, nor one called `version`. */
const imageForm = firstForm(z.record(z.string(), z.union([z.string(), z.number(), z.null()])));

/** An image of a row. */
export type Image = z.infer<typeof imageForm.schema>;

/** Read the image of a row of a table. @throws AppError newer_version, damaged */
export const readImage = (text: string, table: string): Image => readStored(imageForm, text, `image of a ${table}`);

/** What is asked of an image of a source; one from before a column was there has what the column began with. */
const sourceForm = firstForm(
  z.object({
    id: z.number().int(),
    name: z.string(),
    mode: z.string(),
    stored: z.number().int(),
    customer_table: z.string(),
    options: z.string(),
    kind: SourceKind.default('customers'),
    built: z.string().nullable().default(null),
  }),
);

/** An image of a source. */
export type SourceImage = z.infer<typeof sourceForm.schema>;

/** Read the image of a source. @throws AppError newer_version, damaged */
export const readSourceImage = (text: string): SourceImage => readStored(sourceForm, text, 'image of a source');
