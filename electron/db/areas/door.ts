import type { WriteDb } from '../open.ts';

/**
 * What a table holds. `edited`: rows a person edits, each change of which is kept in the history; `data`: rows that come
 * from files or follow from them, named by edited rows and kept as long as one names them; `record`: what the program
 * keeps for itself.
 */
export type TableRole = 'edited' | 'data' | 'record';

/** What can be removed for good, by itself or with what it hangs on. */
export type Removable = 'sources' | 'segmentations' | 'notes';

/** An edited table whose rows go for good with what one of their columns names. */
export interface Owned {
  readonly role: 'edited';
  readonly goesWith: Readonly<Partial<Record<Removable, readonly string[]>>>;
  /** the column that holds the id of a text */
  readonly text?: string;
}

/** What an area keeps in the file. */
export interface DbDoor {
  readonly tables: Readonly<Record<string, TableRole | Owned>>;
  /**
   * Take away what a crash or a cancel left and nothing speaks of, in the transaction of the caller, at the opening of a
   * workspace. @returns how much was taken away
   */
  readonly sweep?: (db: WriteDb) => number;
  /** Attributes go for good: the same for what names their values. */
  readonly forgetAttributes?: (db: WriteDb, attributes: ReadonlySet<number>) => number[];
  /** Notes go for good: take what quotes them out of the rows, in view and in the history. @returns the edits that changed */
  readonly forgetNotes?: (db: WriteDb, notes: ReadonlySet<number>) => number[];
}
