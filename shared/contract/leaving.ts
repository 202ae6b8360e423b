import * as z from 'zod';
import { Said } from '../domain.ts';

/**
 * Figures of groups that passed the door of the core: the floor and complementary suppression were applied, and whatever
 * is personal in names was masked. Only the door makes them (`electron/core/areas/privacy/door.ts`); files and pictures
 * are made from nothing else, which the brand lets the compiler check. Rows of named persons (lists, a person's report,
 * backups) are another class: they know no floor, but confirmation, consent and audit, and are never `Left`.
 */
export const leftOf = <S extends z.ZodRawShape>(shape: S) =>
  z
    .strictObject({
      ...shape,
      /** figures that stay in the workspace */
      withheld: z.number().int(),
      /** how many stay and why; empty: none */
      staying: z.array(Said),
    })
    .brand<'left'>();

/**
 * For whom figures leave. `anyone`: the floor holds. `device`: they are told in full and say that they stay on this device;
 * only of a table of fewer customers than the floor, from which nothing could leave otherwise.
 */
export const Audience = z.enum(['anyone', 'device']);
/** For whom figures leave. */
export type Audience = z.infer<typeof Audience>;

/** What every question to the door may say. */
export const askedOfDoor = { audience: Audience.default('anyone') };

/** What every answer of the door has. */
export type Left = z.infer<ReturnType<typeof leftOf<Record<never, never>>>>;

/** Counts over one axis as they leave. */
export const LeavingHistogram = leftOf({
  name: z.string(),
  /** count null: not told */
  bins: z.array(z.strictObject({ from: z.number(), to: z.number(), count: z.number().int().nullable() })),
  median: z.number(),
});
/** Counts over one axis as they leave. */
export type LeavingHistogram = z.infer<typeof LeavingHistogram>;

/** What an attribute is called in a file: its name with what is personal in it masked. */
export const NamedAttribute = z.strictObject({ id: z.number().int(), name: z.string() });
/** What an attribute is called in a file. */
export type NamedAttribute = z.infer<typeof NamedAttribute>;
