import { useState } from 'react';
import type { ValueCluster } from '../../../shared/contract/cleaning.ts';
import type { StepOf } from '../../../shared/cleaning.ts';
import { useQuery } from '../../state/queries.ts';
import { Button, Checkbox, Failed, IconButton, TextInput, useLocale, Waiting } from '../../ui/index.ts';
import s from './Clusters.module.css';

type Groups = StepOf<'map'>['groups'];

/** Clusters drawn at a time: the rest is asked for. */
const SHOWN = 30;

/** Values that may be one and the same, to be looked at one cluster after the other; and groups of one's own. */
export function Clusters({
  sourceId,
  column,
  groups,
  onChange,
}: {
  sourceId: number;
  column: string;
  groups: Groups;
  onChange: (groups: Groups) => void;
}) {
  const { t } = useLocale();
  const { data, error, refetch } = useQuery('cleaning.clusters', { sourceId, column });
  const [shown, setShown] = useState(SHOWN);
  const clusters = data?.clusters ?? [];
  const of = (cluster: ValueCluster) =>
    groups.findIndex((group) => cluster.values.some(({ value }) => group.from.includes(value)));
  const known = new Set(clusters.flatMap(({ values }) => values.map(({ value }) => value)));
  const own = groups.filter(({ from }) => !from.some((value) => known.has(value)));
  return (
    <section className={s.clusters} aria-label={t('cleaningUi:clusters.title')}>
      <header>
        <b>{t('cleaningUi:clusters.title')}</b>
        {data ? (
          <span className="cap">
            {t('cleaningUi:clusters.found', { count: clusters.length, distinct: data.distinct })}
          </span>
        ) : null}
      </header>
      {error ? (
        <Failed error={error} retry={refetch} />
      ) : !data ? (
        <Waiting label={t('cleaningUi:clusters.looking')} />
      ) : null}
      {data && clusters.length === 0 ? <p className="mid">{t('cleaningUi:clusters.none')}</p> : null}
      {clusters.length > 0 ? (
        <AllOrNone clusters={clusters} own={own} some={groups.length > 0} onChange={onChange} />
      ) : null}
      <ol>
        {clusters.slice(0, shown).map((cluster) => {
          const at = of(cluster);
          return (
            <Cluster
              key={`${cluster.by} ${cluster.values.map(({ value }) => value).join('\u0000')}`}
              cluster={cluster}
              group={groups[at] ?? null}
              onChange={(group) => {
                const others = groups.filter((_, i) => i !== at);
                onChange(group ? [...others, group] : others);
              }}
            />
          );
        })}
      </ol>
      {clusters.length > shown ? (
        <Button
          kind="link"
          onClick={() => {
            setShown(shown + SHOWN);
          }}
        >
          {t('cleaningUi:clusters.more', { count: clusters.length - shown })}
        </Button>
      ) : null}
      {data && data.notCompared > 0 ? (
        <p className="cap">{t('cleaningUi:clusters.notCompared', { n: data.notCompared })}</p>
      ) : null}
      <OwnGroups
        groups={own}
        onChange={(next) => {
          onChange([...groups.filter((group) => !own.includes(group)), ...next]);
        }}
      />
    </section>
  );
}

/** Take every cluster as it is proposed, beside the groups of one's own, or let go of everything. */
function AllOrNone({
  clusters,
  own,
  some,
  onChange,
}: {
  clusters: readonly ValueCluster[];
  own: Groups;
  /** there is something to let go of */
  some: boolean;
  onChange: (groups: Groups) => void;
}) {
  const { t } = useLocale();
  return (
    <div className="row">
      <Button
        kind="link"
        onClick={() => {
          onChange([
            ...own,
            ...clusters.map((cluster) => ({
              from: cluster.values.map(({ value }) => value).filter((value) => value !== cluster.target),
              to: cluster.target,
            })),
          ]);
        }}
      >
        {t('cleaningUi:clusters.all')}
      </Button>
      {some ? (
        <Button
          kind="link"
          onClick={() => {
            onChange([]);
          }}
        >
          {t('cleaningUi:clusters.noneOf')}
        </Button>
      ) : null}
    </div>
  );
}

/** One cluster: which of its values become which. */
function Cluster({
  cluster,
  group,
  onChange,
}: {
  cluster: ValueCluster;
  group: Groups[number] | null;
  onChange: (group: Groups[number] | null) => void;
}) {
  const { t, fmt } = useLocale();
  const target = group?.to ?? cluster.target;
  const ticked = (value: string) => group !== null && (value === target || group.from.includes(value));
  const all = cluster.values.map(({ value }) => value);
  const put = (from: readonly string[], to: string) => {
    const others = from.filter((value) => value !== to);
    onChange(others.length === 0 ? null : { from: others, to });
  };
  return (
    <li className={group ? 'on' : undefined}>
      <div className="row">
        <Checkbox
          checked={group !== null}
          aria-label={t('cleaningUi:clusters.take', { value: target })}
          onChange={(event) => {
            if (event.currentTarget.checked) put(all, cluster.target);
            else onChange(null);
          }}
        />
        <span className="cap nw" aria-hidden="true">
          {t('cleaningUi:clusters.target')}
        </span>
        <TextInput
          aria-label={t('cleaningUi:clusters.target')}
          value={target}
          onChange={(event) => {
            put(group?.from ?? all, event.currentTarget.value);
          }}
        />
      </div>
      <p className={`cap ${s.by}`}>{t(`cleaningUi:clusters.by.${cluster.by}`)}</p>
      <ul>
        {cluster.values.map(({ value, count }) => (
          <li key={value}>
            <Checkbox
              checked={ticked(value)}
              onChange={(event) => {
                const from = group?.from ?? all;
                put(event.currentTarget.checked ? [...from, value] : from.filter((one) => one !== value), target);
              }}
            >
              <span className={`ell ${s.value}`} title={value}>
                {value}
              </span>
            </Checkbox>
            <span className="cap num">{fmt.number(count)}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Groups a person makes: these values become that one. */
function OwnGroups({ groups, onChange }: { groups: Groups; onChange: (groups: Groups) => void }) {
  const { t } = useLocale();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const values = from
    .split(/[\n;；]/)
    .map((value) => value.trim())
    .filter((value) => value !== '');
  return (
    <div className={s.own}>
      <b>{t('cleaningUi:clusters.own')}</b>
      {groups.map((group) => (
        <div className="row" key={group.from.join('\u0000')}>
          <span className="ell grow" title={group.from.join(', ')}>
            {group.from.join(', ')} → {group.to ?? t('cleaningUi:missing')}
          </span>
          <IconButton
            icon="trash"
            size="sm"
            label={t('cleaningUi:clusters.removeOwn', { value: group.from[0] ?? '' })}
            onClick={() => {
              onChange(groups.filter((one) => one !== group));
            }}
          />
        </div>
      ))}
      <TextInput
        aria-label={t('cleaningUi:clusters.from')}
        placeholder={t('cleaningUi:clusters.from')}
        value={from}
        onChange={(event) => {
          setFrom(event.currentTarget.value);
        }}
      />
      <div className="row">
        <TextInput
          aria-label={t('cleaningUi:clusters.to')}
          placeholder={t('cleaningUi:clusters.to')}
          value={to}
          onChange={(event) => {
            setTo(event.currentTarget.value);
          }}
        />
        <Button
          icon="plus"
          disabled={values.length === 0}
          onClick={() => {
            onChange([...groups, { from: values, to: to.trim() === '' ? null : to.trim() }]);
            setFrom('');
            setTo('');
          }}
        >
          {t('cleaningUi:clusters.add')}
        </Button>
      </div>
    </div>
  );
}
