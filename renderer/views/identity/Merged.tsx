import { useState } from 'react';
import type { RowRef, ShownGroup } from '../../../shared/contract/identity.ts';
import { both, useCommand, useQuery } from '../../state/queries.ts';
import { go } from '../../state/store.ts';
import { useNames } from '../../state/terms.ts';
import { Button, Checkbox, Failed, Tag, useLocale, Waiting } from '../../ui/index.ts';
import { namedTitle } from '../../words/columns.ts';
import { pseudonymOf } from '../../words/customers.ts';
import { printed } from './cells.ts';
import { namesOf } from './names.ts';
import { NothingYet } from './NothingYet.tsx';
import s from './Merged.module.css';

/** Customers shown at a time. */
const PAGE = 20;

/** Customers that several records were merged into; each can be split again. */
export function Merged() {
  const { t } = useLocale();
  const [offset, setOffset] = useState(0);
  const groups = useQuery('identity.groups', { offset, limit: PAGE }, { keep: true });
  const asked = both(groups, useQuery('identity.rules', {}, { keep: true }));
  if (asked.error) return <Failed error={asked.error} retry={asked.refetch} />;
  if (!asked.data) return <Waiting />;
  const [data, rules] = asked.data;
  if (data.count === 0)
    return <NothingYet why={t(rules.report ? 'identityUi:merged.none' : 'identityUi:merged.notJoined')} />;
  const last = Math.min(data.count, offset + PAGE);
  return (
    <div className={s.merged}>
      <div className={`${s.groups} scroll`} tabIndex={0} role="region" aria-label={t('identityUi:merged.list')}>
        <p className={`cap ${s.note}`}>{t('identityUi:merged.hint')}</p>
        {data.groups.map((group) => (
          <Group key={group.customer} group={group} />
        ))}
      </div>
      {data.count > PAGE ? (
        <nav className={s.pages} aria-label={t('identityUi:merged.list')}>
          <Button
            kind="ghost"
            disabled={offset === 0}
            onClick={() => {
              setOffset(Math.max(0, offset - PAGE));
            }}
          >
            {t('identityUi:merged.previous')}
          </Button>
          <span className="cap num" aria-live="polite">
            {t('identityUi:merged.page', { from: offset + 1, to: last, count: data.count })}
          </span>
          <Button
            kind="ghost"
            disabled={last >= data.count}
            onClick={() => {
              setOffset(offset + PAGE);
            }}
          >
            {t('identityUi:merged.next')}
          </Button>
        </nav>
      ) : null}
    </div>
  );
}

const keyOf = ({ source, row }: RowRef): string => `${String(source)}:${String(row)}`;

function Group({ group }: { group: ShownGroup }) {
  const { t, fmt } = useLocale();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const split = useCommand('identity.split');
  const { customer, rows, facts } = group;
  const id = pseudonymOf(customer);
  const label = t('identityUi:merged.customer', { id });
  const least = Math.min(1, ...rows.map(({ score }) => score));
  const run = async (): Promise<void> => {
    const picked = rows.filter((row) => chosen.includes(keyOf(row)));
    const done = await split.run({ customer, rows: picked.map(({ source, row }) => ({ source, row })) });
    if (done) setChosen([]);
  };
  return (
    <section className={s.group} aria-label={label}>
      <header className="row">
        <h2>
          <button
            type="button"
            className={s.open}
            onClick={() => {
              go({ view: 'customers', id: customer });
            }}
          >
            {label}
          </button>
        </h2>
        <span className="cap">
          {[
            t('identityUi:merged.records', { count: rows.length }),
            t('identityUi:merged.sure', { score: fmt.percent(least, least < 0.995 ? 0 : 1) }),
            ...facts.map((fact) => t('identityUi:merged.facts', { count: fact.rows, name: fact.name })),
          ].join(' · ')}
        </span>
        <span className="grow" />
        <Button
          size="sm"
          disabled={chosen.length === 0 || chosen.length === rows.length}
          busy={split.busy}
          aria-label={t('identityUi:merged.splitFor', { id })}
          onClick={() => void run()}
        >
          {t('identityUi:merged.split')}
        </Button>
      </header>
      <div className="scroll" tabIndex={0} role="region" aria-label={label}>
        <Records group={group} chosen={chosen} onChoose={setChosen} />
      </div>
    </section>
  );
}

/** The records of a customer below each other; some are chosen to be split off. */
function Records({
  group: { rows, columns },
  chosen,
  onChoose,
}: {
  group: ShownGroup;
  chosen: readonly string[];
  onChoose: (keys: readonly string[]) => void;
}) {
  const { t, fmt } = useLocale();
  const nameOf = useNames();
  // columns that no record has a value in only take room
  const shown = columns.map((name, c) => ({ name, c })).filter(({ c }) => rows.some(({ cells }) => cells[c] !== null));
  return (
    <table className="tbl">
      <thead>
        <tr>
          <th scope="col">{t('identityUi:merged.record')}</th>
          {shown.map(({ name }) => (
            <th scope="col" key={name} title={namedTitle(t, namesOf(name, nameOf), name)}>
              {namesOf(name, nameOf)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <td className="nw">
              <Checkbox
                checked={chosen.includes(keyOf(row))}
                onChange={(event) => {
                  const others = chosen.filter((key) => key !== keyOf(row));
                  onChoose(event.currentTarget.checked ? [...others, keyOf(row)] : others);
                }}
              >
                {t('identityUi:merged.choose', { name: row.name, line: row.line })}
              </Checkbox>
              {row.parted ? <Tag tone="warn">{t('identityUi:merged.parted')}</Tag> : null}
            </td>
            {shown.map(({ name, c }) => (
              <td key={name} className={cellClass(rows, row, c)}>
                {printed(row.cells[c] ?? null, fmt)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the records do not agree in stands out. */
function cellClass(rows: ShownGroup['rows'], row: ShownGroup['rows'][number], c: number): string {
  const values = new Set(rows.map(({ cells }) => cells[c]).filter((cell) => cell !== null));
  return values.size > 1 && row.cells[c] !== null ? `nw ${s.differs}` : 'nw';
}
