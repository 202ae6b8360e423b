import { useState } from 'react';
import type { Inspection, RejectedRow } from '../../../shared/contract/sources.ts';
import { ask, attempt } from '../../state/queries.ts';
import { Button, Dialog, Icon, Notice, saveText, useLocale, type Locale } from '../../ui/index.ts';
import { KINDS } from '../../../shared/kinds.ts';
import s from './Notices.module.css';

/** Notes that say what the kind says. */
export const ABOUT_ROWS = new Set(['sources:note.orders', 'sources:note.orderLines']);
/** Lines named for one reason; the raw view has them all. */
const NAMED = 3;
const REASONS = 3;

/** Reasons in words, each with how many lines it stands for, the first of them, and whether these are all. */
function reasonsOf({ t, say, fmt }: Locale, rows: readonly RejectedRow[]) {
  const byReason = new Map<string, number[]>();
  for (const { line, reason } of rows) {
    const words = say(reason);
    byReason.set(words, [...(byReason.get(words) ?? []), line]);
  }
  return [...byReason].map(([reason, lines]) => ({
    reason,
    count: lines.length,
    all: lines.length <= NAMED,
    lines: lines
      .slice(0, NAMED)
      .map((n) => fmt.number(n))
      .join(t('sourcesUi:rejected.comma')),
  }));
}

/** Where and why rows were rejected, in one sentence. */
function rejectedWords(locale: Locale, rows: readonly RejectedRow[]): string {
  const { t } = locale;
  return reasonsOf(locale, rows)
    .slice(0, REASONS)
    .map(({ all, ...said }) => t(all ? 'sourcesUi:rejected.lines' : 'sourcesUi:rejected.someLines', said))
    .join(t('sourcesUi:rejected.and'));
}

/** Download every rejected row. */
export async function saveRejected(which: { sourceId: number } | { fileId: string }): Promise<void> {
  await attempt(async () => {
    const { name, csv } = await ask('sources.rejected', which);
    await saveText(name, 'text/csv', csv);
  });
}

/** Rejected rows, undecodable bytes, and what is said about the file as a whole. */
export function FileNotices({ inspection }: { inspection: Inspection }) {
  const locale = useLocale();
  const { t, say } = locale;
  const [raw, setRaw] = useState(false);
  const [all, setAll] = useState(false);
  const { rejected, rejectedRows, undecodable, notes } = inspection;
  // that rows are no customers is news only where they were taken for such
  const plain = KINDS[inspection.kind.value].lists ? notes : notes.filter(({ key }) => !ABOUT_ROWS.has(key));
  const said = plain.map(say);
  const where = rejectedWords(locale, rejectedRows);
  return (
    <>
      {rejected > 0 ? (
        <div className={`notice warn ${s.slim}`} role="status">
          <span className="glyph">
            <Icon name="warn" />
          </span>
          <b className="nw">{t('sourcesUi:rejected.title', { count: rejected })}</b>
          <span className="mid ell grow" title={where}>
            {where}
            {t('sourcesUi:rejected.rest')}
          </span>
          <Button
            kind="ghost"
            onClick={() => {
              setRaw(true);
            }}
          >
            {t('sourcesUi:rejected.raw')}
          </Button>
          <Button kind="ghost" icon="download" onClick={() => void saveRejected({ fileId: inspection.fileId })}>
            {t('sourcesUi:rejected.download')}
          </Button>
        </div>
      ) : null}
      {undecodable > 0 ? (
        <Notice title={t('sourcesUi:undecodable.title', { count: undecodable })}>
          {t('sourcesUi:undecodable.what')}
        </Notice>
      ) : null}
      {said.length > 0 ? (
        <div className={`notice calm ${s.slim}`} role="status">
          <span className="glyph">
            <Icon name="info" />
          </span>
          <span className={all ? 'mid grow' : 'mid ell grow'} title={said.join('\n')}>
            {all
              ? said.map((line) => (
                  <span key={line} className={s.said}>
                    {line}
                  </span>
                ))
              : said[0]}
          </span>
          {said.length > 1 ? (
            <Button
              kind="ghost"
              onClick={() => {
                setAll(!all);
              }}
            >
              {all ? t('sourcesUi:notes.fewer') : t('sourcesUi:notes.more', { n: said.length - 1 })}
            </Button>
          ) : null}
        </div>
      ) : null}
      {raw ? (
        <RawRows
          rows={rejectedRows}
          count={rejected}
          onClose={() => {
            setRaw(false);
          }}
        />
      ) : null}
    </>
  );
}

/** Rejected rows as they stand in the file. */
export function RawRows({
  rows,
  count,
  onClose,
}: {
  rows: readonly RejectedRow[];
  count: number;
  onClose: () => void;
}) {
  const { t } = useLocale();
  return (
    <Dialog
      title={t('sourcesUi:rejected.rawTitle', { count })}
      onClose={onClose}
      width={860}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t('common:close')}
        </Button>
      }
    >
      <div className={`scroll ${s.rawRows}`} tabIndex={0} role="region" aria-label={t('sourcesUi:rejected.raw')}>
        <RejectedTable rows={rows} />
      </div>
      {rows.length < count ? <p className="cap">{t('sourcesUi:rejected.first', { n: rows.length })}</p> : null}
    </Dialog>
  );
}

/** One line a reason: a thousand rows that are short for the same reason push nothing else off the screen. */
export function RejectedReasons({ rows }: { rows: readonly RejectedRow[] }) {
  const locale = useLocale();
  const { t } = locale;
  return (
    <table className={`tbl ${s.reasons}`}>
      <thead>
        <tr>
          <th scope="col">{t('sourcesUi:rejected.why')}</th>
          <th scope="col">{t('sourcesUi:line')}</th>
        </tr>
      </thead>
      <tbody>
        {reasonsOf(locale, rows).map(({ reason, all, ...said }) => (
          <tr key={reason}>
            <td>{reason}</td>
            <td className="mid">{t(all ? 'sourcesUi:rejected.at' : 'sourcesUi:rejected.atSome', said)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** With the text of the file, which may hold personal data and is therefore shown only when asked for. */
function RejectedTable({ rows }: { rows: readonly RejectedRow[] }) {
  const { t, fmt, say } = useLocale();
  return (
    <table className={`tbl ${s.rejected}`}>
      <thead>
        <tr>
          <th scope="col" className="r">
            {t('sourcesUi:line')}
          </th>
          <th scope="col">{t('sourcesUi:rejected.why')}</th>
          <th scope="col">{t('sourcesUi:rejected.text')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            <td className="r mut">{fmt.number(row.line)}</td>
            <td>{say(row.reason)}</td>
            <td className={s.raw} title={row.raw}>
              {row.raw}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
