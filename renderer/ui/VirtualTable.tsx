import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useWindows } from './windows.ts';

/** Chromium lays out elements up to 33 million px high, Firefox 17 million: past this the scale is squeezed. */
const MAX_HEIGHT = 16_000_000;

export interface VirtualColumn<Row> {
  key: string;
  /** px */
  width: number;
  header: ReactNode;
  /** text of a cell; null is drawn as missing */
  cell: (row: Row, index: number) => ReactNode;
  numeric?: boolean;
  className?: string | undefined;
  sort?: 'ascending' | 'descending' | 'none';
}
export interface VirtualTableProps<Row> {
  label: string;
  count: number;
  columns: readonly VirtualColumn<Row>[];
  /** a window of rows; called again with other bounds while the reader scrolls */
  load: (offset: number, limit: number) => Promise<readonly Row[]>;
  /** another value forgets the rows that were loaded: sort, filters, data version */
  version: string;
  rowHeight?: number;
  /** the row under the keyboard */
  onActivate?: (row: Row, index: number) => void;
  /** Enter and a double click, where they do more than choosing */
  onOpen?: (row: Row, index: number) => void;
  isSelected?: (row: Row) => boolean;
  onFailure?: (error: unknown) => void;
}

/**
 * A table of up to a million rows and more. Rows are fetched in windows as they come into view; the head stays. The table
 * is one tab stop: arrows, Page Up and Down, Home and End move the active row, Enter and a click choose it.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, count, columns, load, version, rowHeight = 32, onActivate, onOpen, isSelected, onFailure } = props;
  const [active, setActive] = useState(0);
  const windows = useWindows(load, version, onFailure);
  const { scroller, view, from, to, visible, height, topOf, reveal } = useRowsInView(count, rowHeight);

  useEffect(() => {
    windows.want(from, to);
  }, [windows, from, to]);

  const template = useMemo(() => columns.map((column) => `${column.width}px`).join(' ') + ' minmax(0, 1fr)', [columns]);
  const shown = useMemo(() => columnsInView(columns, view.left, view.width), [columns, view.left, view.width]);

  const goTo = (index: number) => {
    setActive(index);
    reveal(index);
  };
  const rowKeys = keysOf({ active, visible, count, row: () => windows.row(active), goTo, onActivate, onOpen });
  const id = (index: number) => `${label}-${index}`.replace(/\W+/g, '-');
  const indices = Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);
  return (
    <div
      ref={scroller}
      className="vt"
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active >= from && active < to ? id(active) : undefined}
      tabIndex={0}
      onKeyDown={rowKeys}
    >
      <Head columns={columns} shown={shown} template={template} />
      <div role="rowgroup" style={{ height, position: 'relative', width: 'max-content', minWidth: '100%' }}>
        {indices.map((index) => {
          const row = windows.row(index);
          return (
            <BodyRow
              key={index}
              id={id(index)}
              index={index}
              row={row}
              on={row !== undefined && (isSelected?.(row) ?? false)}
              active={index === active}
              style={{
                transform: `translateY(${topOf(index)}px)`,
                height: rowHeight,
                gridTemplateColumns: template,
              }}
              columns={columns}
              shown={shown}
              onClick={() => {
                setActive(index);
                if (row !== undefined) onActivate?.(row, index);
              }}
              onDoubleClick={() => {
                if (row !== undefined) onOpen?.(row, index);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowsInView {
  /** of the element that scrolls */
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly view: Scroll;
  /** rows that are drawn: those in view and a few around them */
  readonly from: number;
  readonly to: number;
  /** how many rows have room */
  readonly visible: number;
  /** px of all rows, squeezed if need be */
  readonly height: number;
  topOf(index: number): number;
  /** scroll as far as it takes to see a row */
  reveal(index: number): void;
}

function useRowsInView(count: number, rowHeight: number): RowsInView {
  const scroller = useRef<HTMLDivElement>(null);
  const height = Math.min(count * rowHeight, MAX_HEIGHT);
  const view = useScroll(scroller);
  const room = Math.max(1, view.height - rowHeight);
  const visible = Math.ceil(room / rowHeight);
  // with a squeezed scale the scroll position is a share of the way, not a number of pixels
  const squeezed = count * rowHeight > MAX_HEIGHT;
  const travel = Math.max(1, height + rowHeight - view.height);
  const first = squeezed ? Math.min(1, view.top / travel) * Math.max(0, count - visible + 1) : view.top / rowHeight;
  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const top = Math.floor(first);
      const target = index < top + 1 ? index : index > top + visible - 2 ? index - visible + 2 : null;
      if (target === null) return;
      element.scrollTop = squeezed ? (target / Math.max(1, count - visible + 1)) * travel : target * rowHeight;
    },
    [first, visible, squeezed, count, travel, rowHeight],
  );
  return {
    scroller,
    view,
    from: Math.max(0, Math.floor(first) - 6),
    to: Math.min(count, Math.ceil(first) + visible + 6),
    visible,
    height,
    topOf: (index) => (squeezed ? view.top + (index - first) * rowHeight : index * rowHeight),
    reveal,
  };
}

interface RowKeys<Row> {
  active: number;
  visible: number;
  count: number;
  /** the active row, once it is fetched */
  row: () => Row | undefined;
  goTo: (index: number) => void;
  onActivate: VirtualTableProps<Row>['onActivate'];
  onOpen: VirtualTableProps<Row>['onOpen'];
}

/** What the keys do while the table itself has the focus, not something in a cell. */
function keysOf<Row>({ active, visible, count, row, goTo, onActivate, onOpen }: RowKeys<Row>) {
  const steps: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + visible - 1,
    PageUp: active - visible + 1,
    Home: 0,
    End: count - 1,
  };
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.target !== event.currentTarget) return;
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      goTo(Math.min(count - 1, Math.max(0, next)));
    } else if ((event.key === 'Enter' || event.key === ' ') && onActivate) {
      const chosen = row();
      event.preventDefault();
      if (chosen === undefined) return;
      if (event.key === 'Enter' && onOpen) onOpen(chosen, active);
      else onActivate(chosen, active);
    } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      event.currentTarget.scrollBy({ left: event.key === 'ArrowRight' ? 80 : -80 });
    }
  };
}

interface ColumnsShown<Row> {
  columns: readonly VirtualColumn<Row>[];
  /** those that are drawn, by their place */
  shown: readonly number[];
}

function Head<Row>({ columns, shown, template }: ColumnsShown<Row> & { template: string }) {
  return (
    <div className="vt-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
      {shown.map((index) => {
        const column = columns[index];
        return column ? (
          <div
            key={column.key}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={column.sort}
            className={column.numeric ? 'num' : undefined}
            style={{ gridColumn: index + 1 }}
          >
            {column.header}
          </div>
        ) : null;
      })}
    </div>
  );
}

interface BodyRowProps<Row> extends ColumnsShown<Row> {
  id: string;
  index: number;
  /** undefined: on its way */
  row: Row | undefined;
  on: boolean;
  active: boolean;
  style: CSSProperties;
  onClick: () => void;
  onDoubleClick: () => void;
}

function BodyRow<Row>({ id, index, row, on, active, columns, shown, ...props }: BodyRowProps<Row>) {
  return (
    <div
      id={id}
      className={on ? 'vt-row on' : 'vt-row'}
      data-active={active || undefined}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={on}
      aria-busy={row === undefined || undefined}
      {...props}
    >
      {shown.map((at) => {
        const column = columns[at];
        if (!column) return null;
        const content = row === undefined ? <span className="vt-wait" /> : column.cell(row, index);
        const names = [column.numeric ? 'num' : '', content === null ? 'missing' : '', column.className ?? ''];
        return (
          <div
            key={column.key}
            role="gridcell"
            aria-colindex={at + 1}
            className={names.filter(Boolean).join(' ') || undefined}
            style={{ gridColumn: at + 1 }}
          >
            {content ?? '–'}
          </div>
        );
      })}
    </div>
  );
}

/** Columns that are drawn: all of a narrow table, those around the view of a wide one. */
function columnsInView(columns: readonly { width: number }[], left: number, width: number): number[] {
  const shown: number[] = [];
  let at = 0;
  columns.forEach((column, index) => {
    if (columns.length <= 40 || (at + column.width > left - 400 && at < left + width + 400)) shown.push(index);
    at += column.width;
  });
  return shown;
}

interface Scroll {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

function useScroll(scroller: { readonly current: HTMLDivElement | null }): Scroll {
  const [view, setView] = useState<Scroll>({ top: 0, left: 0, height: 600, width: 1200 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    let frame = 0;
    const read = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const { scrollTop: top, scrollLeft: left, clientHeight: height, clientWidth: width } = element;
        setView({ top, left, height, width });
      });
    };
    const sizes = new ResizeObserver(read);
    sizes.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, [scroller]);
  return view;
}
