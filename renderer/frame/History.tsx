import { useMemo, useState } from 'react';
import type { EditEntry } from '../../shared/contract/workspace.ts';
import { useCommand, useQuery } from '../state/queries.ts';
import { Popover, useLocale } from '../ui/index.ts';
import sTray from './Tray.module.css';
import sFloats from '../ui/floats.module.css';
import s from './History.module.css';

/** Entries newest first, each with how many branches lie between it and the line that is applied. */
function withDepth(entries: readonly EditEntry[]): { entry: EditEntry; depth: number }[] {
  const depth = new Map<number, number>();
  for (const entry of [...entries].reverse()) {
    const parent = entry.parent === null ? 0 : (depth.get(entry.parent) ?? 0);
    const siblings = entries.filter((other) => other.parent === entry.parent && other.id > entry.id);
    depth.set(entry.id, entry.applied || siblings.length === 0 ? parent : parent + 1);
  }
  return entries.map((entry) => ({ entry, depth: Math.min(4, depth.get(entry.id) ?? 0) }));
}

/** The number of steps that led here; a click shows them all. */
export function History() {
  const { t } = useLocale();
  const [opened, setOpened] = useState(false);
  const { data } = useQuery('workspace.history', {});
  return (
    <Popover
      flush
      side="top-end"
      label={t('frame:history')}
      opened={opened}
      onChange={setOpened}
      target={
        <button
          type="button"
          className={`btn link ${sTray.plain}`}
          onClick={() => {
            setOpened((was) => !was);
          }}
        >
          {t('frame:history_steps', { n: data?.entries.filter(({ applied }) => applied).length ?? 0 })}
        </button>
      }
    >
      <div className={sFloats.menuHead}>{t('frame:history')}</div>
      <HistoryList />
    </Popover>
  );
}

/** Every edit with every branch; choosing one moves the workspace there. Nothing is lost by going back. */
export function HistoryList({ className = '' }: { className?: string | undefined }) {
  const { t, say, fmt } = useLocale();
  const { data } = useQuery('workspace.history', {});
  const goTo = useCommand('workspace.goto');
  const lines = useMemo(() => withDepth(data?.entries ?? []), [data]);
  const head = data?.entries.find((entry) => entry.applied)?.id ?? null;
  return (
    <div className={`${s.edits} ${sFloats.menuList} scroll ${className}`}>
      {lines.map(({ entry, depth }) => (
        <button
          key={entry.id}
          type="button"
          className={entry.gone ? s.gone : entry.applied ? undefined : s.undone}
          aria-current={entry.id === head}
          style={{ paddingLeft: 8 + depth * 14 }}
          disabled={goTo.busy || entry.gone}
          title={entry.gone ? say(entry.label) : undefined}
          onClick={() => void goTo.run({ id: entry.id })}
        >
          <span className={s.at} aria-hidden="true" />
          <span className="ell">
            {say(entry.label)}
            <span className="sr-only">{entry.applied ? '' : t('frame:undone')}</span>
          </span>
          <span className="cap">{fmt.date(entry.at, 'time')}</span>
        </button>
      ))}
      <button
        type="button"
        aria-current={head === null}
        disabled={goTo.busy}
        onClick={() => void goTo.run({ id: null })}
      >
        <span className={s.at} aria-hidden="true" />
        <span>{t('frame:history_start')}</span>
      </button>
    </div>
  );
}
