import type { Cell } from '../../../../shared/contract/customers.ts';
import { shownCell } from '../../../analysis/privacy/mask.ts';
import { identityMaps, placeIn } from '../../../db/areas/customers/built.ts';
import { isPersonal } from '../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../db/open.ts';
import { quoteName } from '../../../db/settings.ts';
import type { AttributeRow } from '../../../db/areas/sources/sources.ts';
import { builtOf, cleanAttributes, describe } from '../cleaning/describe.ts';

/** A cell with whether it was masked. */
export interface ShownCell {
  readonly cell: Cell;
  readonly personal: boolean;
}

/** Reads cells of rows of sources, as the join saw them; personal ones masked. */
export class RowReader {
  readonly #db: ReadDb;
  readonly #builtId: number;
  readonly #sources = new Map<number, { name: string; table: string; attributes: readonly AttributeRow[] }>();
  readonly #lines = new Map<number, (row: number) => number>();

  constructor(db: ReadDb, builtId: number) {
    this.#db = db;
    this.#builtId = builtId;
  }

  name(source: number): string {
    return this.#source(source).name;
  }

  columns(source: number): readonly AttributeRow[] {
    return this.#source(source).attributes;
  }

  /** 1-based data row of the file */
  line(source: number, row: number): number {
    let of = this.#lines.get(source);
    if (!of) {
      const [map] = identityMaps(this.#db, this.#builtId, source);
      of = (id) => map?.lines?.[placeIn(map, id)] ?? id;
      this.#lines.set(source, of);
    }
    return of(row);
  }

  /**
   * The cells of a row by the names of columns; "a + b" are the cells of both, put together. A column that the source
   * does not have is missing.
   */
  cells(source: number, row: number, names: readonly (string | null)[]): ShownCell[] {
    return this.#cells(source, row, names, shownCell);
  }

  /** The same with nothing masked, for the one place where a person asked to see it. */
  plain(source: number, row: number, names: readonly (string | null)[]): ShownCell[] {
    return this.#cells(source, row, names, (cell) => cell ?? null);
  }

  #cells(
    source: number,
    row: number,
    names: readonly (string | null)[],
    show: (cell: Cell | undefined, attribute: AttributeRow) => Cell,
  ): ShownCell[] {
    const { table, attributes } = this.#source(source);
    const parts = names.map((name) =>
      name === null
        ? []
        : (attributes.some((a) => a.name === name) ? [name] : name.split(' + ')).flatMap(
            (part) => attributes.find((a) => a.name === part) ?? [],
          ),
    );
    const wanted = [...new Set(parts.flat())];
    if (wanted.length === 0) return names.map(() => ({ cell: null, personal: false }));
    const list = wanted.map(({ column }) => quoteName(column)).join(', ');
    const [found] = [...this.#db.rows(`SELECT ${list} FROM ${quoteName(table)} WHERE id = ?`, row)];
    const value = (attribute: AttributeRow): Cell => {
      return show(found?.[wanted.indexOf(attribute)] as Cell | undefined, attribute);
    };
    return parts.map((columns) => {
      const cells = columns.map(value).filter((cell) => cell !== null);
      return {
        cell: cells.length === 0 ? null : cells.length === 1 ? cells[0]! : cells.map(String).join(' '),
        personal: columns.some(isPersonal),
      };
    });
  }

  #source(id: number): { name: string; table: string; attributes: readonly AttributeRow[] } {
    let found = this.#sources.get(id);
    if (!found) {
      const described = describe(this.#db, id);
      const clean = builtOf(this.#db, described);
      found = {
        name: described.row.name,
        table: clean?.table ?? described.row.customer_table,
        attributes: clean ? cleanAttributes(clean.body, described.attributes) : described.attributes,
      };
      this.#sources.set(id, found);
    }
    return found;
  }
}
