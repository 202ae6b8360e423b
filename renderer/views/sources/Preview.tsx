import { Fragment, useEffect, useRef } from 'react';
import type { Inspection } from '../../../shared/contract/sources.ts';
import type { ColumnGuess } from '../../../shared/domain.ts';
import { printValue } from '../../../shared/print.ts';
import type { NameOf } from '../../state/terms.ts';
import { useLocale } from '../../ui/index.ts';
import { namedTitle } from '../../words/columns.ts';
import s from './Preview.module.css';

/** Columns drawn left and right of the chosen one: enough to know a row by. */
const LEFT = 4;
const RIGHT = 2;

interface PreviewProps {
  inspection: Inspection;
  columns: readonly ColumnGuess[];
  column: ColumnGuess;
  nameOf: NameOf;
  onSelect: (name: string) => void;
}

/** The first rows around the chosen column, which stands twice: as it is written and as it will be stored. */
export function Preview({ inspection, columns, column, nameOf, onSelect }: PreviewProps) {
  const { t, fmt } = useLocale();
  const at = columns.findIndex(({ name }) => name === column.name);
  const from = Math.max(0, Math.min(at - LEFT, columns.length - LEFT - RIGHT - 1));
  const shown = columns.map((_, index) => index).slice(from, Math.max(at + RIGHT + 1, from + LEFT + RIGHT + 1));
  const scroller = useScrolledTo(at, inspection);
  return (
    <div
      ref={scroller}
      className={`${s.prev} scroll`}
      tabIndex={0}
      role="region"
      aria-label={t('sourcesUi:preview.title')}
    >
      <table>
        <thead>
          <tr>
            <th scope="col" className={s.ln}>
              {t('sourcesUi:line')}
            </th>
            {shown.map((index) => {
              const one = columns[index]!;
              return index === at ? (
                <ChosenHeads key={one.name} column={column} label={nameOf(one.name)} />
              ) : (
                <Head
                  key={one.name}
                  column={one}
                  label={nameOf(one.name)}
                  onSelect={() => {
                    onSelect(one.name);
                  }}
                />
              );
            })}
          </tr>
        </thead>
        <tbody>
          {inspection.preview.map(({ line, cells, values }) => (
            <tr key={line}>
              <td className={s.ln}>{fmt.number(line)}</td>
              {shown.map((index) => {
                const one = columns[index]!;
                const raw = cells[index] ?? '';
                return index === at ? (
                  <ChosenCells key={one.name} column={column} raw={raw} value={values[index] ?? null} />
                ) : (
                  <Cell key={one.name} column={one} raw={raw} />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The chosen column is in view, to its right edge. */
function useScrolledTo(at: number, inspection: Inspection) {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = scroller.current;
    const last = [...(element?.querySelectorAll<HTMLElement>('th[data-chosen]') ?? [])].at(-1);
    if (!element || !last) return;
    const least = last.offsetLeft + last.offsetWidth - element.clientWidth;
    if (least <= 0) element.scrollLeft = 0;
    else {
      // begin with a whole column where there is room to go on
      const [line, ...heads] = element.querySelectorAll<HTMLElement>('th');
      const edge = line?.offsetWidth ?? 0;
      element.scrollLeft = (heads.find((head) => head.offsetLeft - edge >= least)?.offsetLeft ?? least + edge) - edge;
    }
  }, [at, inspection]);
  return scroller;
}

interface HeadProps {
  column: ColumnGuess;
  label: string;
}

function Head({ column: { name, type, role }, label, onSelect }: HeadProps & { onSelect: () => void }) {
  const { t } = useLocale();
  return (
    <th
      scope="col"
      title={namedTitle(t, label, name)}
      className={`${s.pick}${type === 'number' && role !== 'personal' ? ' r' : ''}`}
      onClick={onSelect}
    >
      {label}
    </th>
  );
}

function ChosenHeads({ column: { name, type }, label }: HeadProps) {
  const { t } = useLocale();
  const className = type === 'number' ? `${s.on} r` : s.on;
  return (
    <>
      <th scope="col" className={className} data-chosen>
        {t('sourcesUi:preview.raw')}
      </th>
      <th scope="col" className={className} title={namedTitle(t, label, name)} data-chosen>
        {label}
      </th>
    </>
  );
}

function Cell({ column: { type, role }, raw }: { column: ColumnGuess; raw: string }) {
  return (
    <td title={raw} className={role === 'personal' ? s.mk : type === 'number' ? 'r' : undefined}>
      <Bytes text={raw} />
    </td>
  );
}

function ChosenCells({ column, raw, value }: { column: ColumnGuess; raw: string; value: string | null }) {
  const { t } = useLocale();
  const numeric = column.type === 'number';
  return (
    <>
      <td className={numeric ? `${s.on} ${s.raw} r` : `${s.on} ${s.raw}`} title={raw}>
        {raw === '' ? t('sourcesUi:preview.empty') : <Bytes text={raw} />}
      </td>
      <td className={numeric ? `${s.on} r` : s.on} title={value ?? undefined}>
        <Stored column={column} value={value} />
      </td>
    </>
  );
}

/** A value as it will be stored, written as the other views write it. */
function Stored({ column, value }: { column: ColumnGuess; value: string | null }) {
  const { t, lang } = useLocale();
  if (value === null) return <span className="mut">{t('sourcesUi:preview.missing')}</span>;
  const { name, type } = column;
  if (type === 'date') return printValue(value, { type }, lang);
  // an empty cell among ticks is a no
  if (type === 'boolean' && value === '') return printValue(0, { type }, lang);
  const number = type === 'number' ? Number(value) : NaN;
  return Number.isFinite(number) ? printValue(number, { name, type }, lang) : <Bytes text={value} />;
}

/** Text of a file; where bytes could not be decoded a mark stands in the text. */
export function Bytes({ text }: { text: string }) {
  const { t } = useLocale();
  if (!text.includes('\uFFFD')) return text;
  return text.split('\uFFFD').map((part, index) => (
    <Fragment key={index}>
      {index > 0 ? (
        <mark className={s.bad} title={t('sourcesUi:undecodable.mark')}>
          {'\uFFFD'}
        </mark>
      ) : null}
      {part}
    </Fragment>
  ));
}
