import type { NumberStyle } from '../xlsx/formats.ts';
import { attribute, type XmlHandler } from '../xlsx/xml.ts';

/** Styles of a part that are remembered; people make some thousands. */
const MOST = 200_000;
/** Styles may build on one another. */
const DEEPEST = 20;

const PLAIN: NumberStyle = { kind: 'plain' };
const CLOCK = new Set(['hours', 'minutes', 'seconds', 'am-pm']);
const CALENDAR = new Set(['year', 'month', 'day', 'era', 'day-of-week', 'week-of-year', 'quarter']);
/** Elements that say how a number is shown (OpenDocument 1.3, part 3, 16.29). */
const FORMATS = new Set(['number-style', 'percentage-style', 'currency-style', 'date-style', 'time-style']);

type Cell = { readonly format: string | null; readonly parent: string | null };
/** A number format that is being read. */
type Draft = {
  name: string;
  element: string;
  whole: boolean;
  digits: number;
  clock: boolean;
  calendar: boolean;
  more: boolean;
};

/**
 * Reads the styles of a part: how a cell style shows its number, and which sheets are hidden. `common`: the styles of the
 * whole document, on which those of this part build.
 */
export class StyleReader implements XmlHandler {
  readonly wanted = false;
  private readonly common: StyleReader | null;
  private readonly cells = new Map<string, Cell>();
  private readonly formats = new Map<string, NumberStyle>();
  private readonly hidden = new Set<string>();
  private draft: Draft | null = null;
  private table: string | null = null;

  constructor(common: StyleReader | null) {
    this.common = common;
  }

  /** How a cell of this style means its number. */
  of(name: string): NumberStyle {
    return this.styleOf(name, DEEPEST) ?? PLAIN;
  }

  /** Is a sheet of this style hidden? */
  hides(name: string): boolean {
    return this.hidden.has(name) || (this.common?.hides(name) ?? false);
  }

  open(name: string, attributes: string): void {
    if (this.draft) this.part(this.draft, name, attributes);
    else if (FORMATS.has(name)) {
      const whole = attribute(attributes, 'truncate-on-overflow') === 'false';
      const own = attribute(attributes, 'name') ?? '';
      this.draft = { name: own, element: name, whole, digits: 0, clock: false, calendar: false, more: false };
    } else if (name === 'style') this.style(attributes);
    else if (name === 'table-properties' && this.table !== null && attribute(attributes, 'display') === 'false')
      this.hidden.add(this.table);
  }

  close(name: string): void {
    if (this.draft?.element === name) {
      if (this.formats.size < MOST) this.formats.set(this.draft.name, meaning(this.draft));
      this.draft = null;
    } else if (name === 'style') this.table = null;
  }

  text(): void {
    // what stands between the parts of a format is no part of it
  }

  private styleOf(name: string, depth: number): NumberStyle | null {
    const cell = this.cells.get(name);
    if (!cell) return this.common?.styleOf(name, depth) ?? null;
    if (cell.format !== null) return this.formats.get(cell.format) ?? this.common?.formats.get(cell.format) ?? null;
    return cell.parent === null || depth === 0 ? null : this.styleOf(cell.parent, depth - 1);
  }

  private style(attributes: string): void {
    const family = attribute(attributes, 'family');
    const name = attribute(attributes, 'name') ?? '';
    if (family === 'table') this.table = name;
    else if (family === 'table-cell' && this.cells.size < MOST)
      this.cells.set(name, {
        format: attribute(attributes, 'data-style-name'),
        parent: attribute(attributes, 'parent-style-name'),
      });
  }

  private part(draft: Draft, name: string, attributes: string): void {
    if (CLOCK.has(name)) draft.clock = true;
    else if (CALENDAR.has(name)) draft.calendar = true;
    else if (name === 'number') {
      const digits = Number(attribute(attributes, 'min-integer-digits') ?? 0);
      const fraction = Number(attribute(attributes, 'decimal-places') ?? 0);
      if (fraction > 0 || attribute(attributes, 'grouping') === 'true') draft.more = true;
      draft.digits = Number.isInteger(digits) ? digits : 0;
    } else if (name !== 'map' && name !== 'text-properties') draft.more = true;
  }
}

function meaning({ element, whole, digits, clock, calendar, more }: Draft): NumberStyle {
  switch (element) {
    case 'percentage-style':
      return { kind: 'percent' };
    case 'date-style':
      return { kind: clock ? (calendar ? 'datetime' : 'time') : 'date' };
    case 'time-style':
      return { kind: whole ? 'duration' : 'time' };
    case 'number-style':
      // as in a workbook: nothing but zeros, such as 000000 for a number of a member
      return !more && digits >= 2 && digits <= 18 ? { kind: 'digits', digits } : PLAIN;
    default:
      return PLAIN;
  }
}
