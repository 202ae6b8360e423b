import type { ReactNode } from 'react';
import type { Inspection } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { NumberInput, Select, useLocale } from '../../ui/index.ts';
import { OddRows } from './OddRows.tsx';
import { Bytes } from './Preview.tsx';
import type { Intake } from './useIntake.ts';
import { dateOrderOptions, quoteOptions } from './words.ts';
import sPreview from './Preview.module.css';
import s from './Reading.module.css';

/** Columns of the raw table that are drawn; the fields step reaches all. */
const SHOWN = 60;
/** The largest line that can be asked for. */
const MOST_LINES = 100_000_000;

/** The second step: the text of the file as it is cut into cells, and the two guesses that are seldom needed. */
export function Reading({ intake, inspection }: { intake: Intake; inspection: Inspection }) {
  const { t, fmt } = useLocale();
  const { columns, preview, quote, dateOrder } = inspection;
  const shown = columns.slice(0, SHOWN);
  return (
    <div className={sPreview.reading}>
      <div className={s.readingMore}>
        <Asked name={t('sourcesUi:facts.quote')} guess={quote}>
          <Select
            label={t('sourcesUi:facts.quote')}
            value={quote.value}
            options={quoteOptions(t, quote.value)}
            onChange={(value) => {
              intake.setRead({ quote: value });
            }}
          />
        </Asked>
        <Asked name={t('sourcesUi:facts.dates')} guess={dateOrder}>
          <Select
            label={t('sourcesUi:facts.dates')}
            value={dateOrder.value}
            options={dateOrderOptions(t)}
            onChange={(value) => {
              intake.setRead({ dateOrder: value });
            }}
          />
        </Asked>
        <Lines intake={intake} inspection={inspection} />
        <span className="grow" />
        <span className="cap">
          {t('sourcesUi:preview.basis', { n: preview.length })}
          {columns.length > SHOWN ? ` · ${t('sourcesUi:preview.columns', { shown: SHOWN, n: columns.length })}` : ''}
        </span>
      </div>
      <OddRows intake={intake} inspection={inspection} />
      <div className={`${sPreview.prev} scroll`} tabIndex={0} role="region" aria-label={t('sourcesUi:preview.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col" className={sPreview.ln}>
                {t('sourcesUi:line')}
              </th>
              {shown.map(({ name }) => (
                <th key={name} scope="col" title={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.map(({ line, cells }) => (
              <tr key={line}>
                <td className={sPreview.ln}>{fmt.number(line)}</td>
                {shown.map(({ name, role }, at) => (
                  <td key={name} className={role === 'personal' ? sPreview.mk : undefined} title={cells[at]}>
                    <Bytes text={cells[at] ?? ''} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Where data begins and ends, to be overruled; what is above and below is left out and listed. */
function Lines({ intake, inspection: { preview, headerRow } }: { intake: Intake; inspection: Inspection }) {
  const { t } = useLocale();
  const { firstLine = 1, lastLine = null } = intake.plan.read;
  return (
    <div className="row nw">
      <label className="row">
        <span className="cap">{t('sourcesUi:lines.first')}</span>
        <NumberInput
          className={s.line}
          value={firstLine > 1 ? firstLine : (preview[0]?.line ?? headerRow.value + 1)}
          min={headerRow.value + 1}
          max={MOST_LINES}
          onValue={(line) => {
            intake.setRead({ firstLine: line ?? 1 });
          }}
        />
      </label>
      <label className="row">
        <span className="cap">{t('sourcesUi:lines.last')}</span>
        <NumberInput
          className={s.line}
          value={lastLine}
          min={headerRow.value + 1}
          max={MOST_LINES}
          placeholder={t('sourcesUi:lines.end')}
          onValue={(line) => {
            intake.setRead({ lastLine: line });
          }}
        />
      </label>
    </div>
  );
}

function Asked({
  name,
  guess,
  children,
}: {
  name: string;
  guess: { reason: Said; overridden: boolean };
  children: ReactNode;
}) {
  const { t, say } = useLocale();
  const why = guess.overridden ? t('sourcesUi:chosen') : say(guess.reason);
  return (
    <div className="row">
      <span className="cap nw">{name}</span>
      {children}
      <span className="cap ell" title={why}>
        {why}
      </span>
    </div>
  );
}
