import { useMemo, useState, type ReactNode } from 'react';
import type { Receipt } from '../../../shared/contract/sources.ts';
import { termsIn, termsOf } from '../../../shared/terms/term.ts';
import { useQuery } from '../../state/queries.ts';
import { useNames, useTerms } from '../../state/terms.ts';
import { Button, Failed, Icon, useLocale, Waiting } from '../../ui/index.ts';
import { CurrencyAsk } from './CurrencyAsk.tsx';
import { ReceiptNotes } from './ReceiptNotes.tsx';
import { RawRows, RejectedReasons, saveRejected } from './Notices.tsx';
import { WizardHead } from './Steps.tsx';
import { dimensionOptions, namedTitle, passedOver, roleName, typeName } from '../../words/columns.ts';
import { delimiterName, ENCODINGS, sheetName } from './words.ts';
import { KINDS } from '../../../shared/kinds.ts';
import { SampleRest } from './SampleRest.tsx';
import { useTitle, Whose } from './Whose.tsx';
import { toList, Ways } from './Ways.tsx';
import sWizard from './Wizard.module.css';
import s from './ReceiptView.module.css';

/** The last step: what was read, stored and rejected, and where to go from here. */
export function ReceiptView({ sourceId }: { sourceId: number }) {
  const { t } = useLocale();
  const { data, error, refetch } = useQuery('sources.receipt', { sourceId });
  if (error)
    return (
      <>
        <WizardHead title={t('sourcesUi:steps.receipt')} now="receipt" />
        <Failed error={error} retry={refetch} />
        <div className={sWizard.intakeWait}>
          <Button onClick={toList}>{t('sourcesUi:toList')}</Button>
        </div>
      </>
    );
  return data ? <Shown receipt={data} /> : <Waiting />;
}

function Shown({ receipt }: { receipt: Receipt }) {
  const { t, fmt } = useLocale();
  const { name, importedAt, ms } = receipt;
  return (
    <div className={`${sWizard.wizard} ${s.receipt}`}>
      <WizardHead
        title={useTitle(receipt)}
        file={t('sourcesUi:receipt.basis', { name, when: fmt.date(importedAt, 'both'), time: fmt.seconds(ms) })}
        now="receipt"
        onStep={{ file: toList }}
      />
      <SampleRest />
      <div
        className={`${sWizard.body} scroll ${s.all}`}
        tabIndex={0}
        role="region"
        aria-label={t('sourcesUi:steps.receipt')}
      >
        <Sum receipt={receipt} />
        <Whose receipt={receipt} />
        <CurrencyAsk columns={receipt.columns} />
        <Rejected receipt={receipt} />
        <ReceiptNotes receipt={receipt} />
        <Columns receipt={receipt} />
      </div>
      <Ways receipt={receipt} />
    </div>
  );
}

/** Every row that was read is stored or rejected; beside it what else is known of the import. */
function Sum({ receipt }: { receipt: Receipt }) {
  const { t } = useLocale();
  return (
    <div className={s.sum}>
      <Figure n={receipt.read} label={t('sourcesUi:receipt.read')} />
      <span className={s.op}>=</span>
      <Figure n={receipt.stored} label={t('sourcesUi:receipt.stored')} />
      <span className={s.op}>+</span>
      <Figure n={receipt.rejected} label={t('sourcesUi:receipt.rejected')} />
      <Facts receipt={receipt} />
    </div>
  );
}

function Facts({ receipt }: { receipt: Receipt }) {
  const { t, fmt } = useLocale();
  const { read, stored, added, updated, mode, customers, ms } = receipt;
  const nameOf = useNames(receipt.columns);
  const whose = receipt.key ?? receipt.belongs?.column;
  return (
    <dl>
      <Fact name={t('sourcesUi:list.kind')}>{t(`kinds:kind.${receipt.kind}`)}</Fact>
      <Fact name={t('sourcesUi:list.key')}>{whose ? nameOf(whose) : '–'}</Fact>
      {KINDS[receipt.kind].lists ? (
        <Fact name={t('sourcesUi:receipt.customers')}>{fmt.number(customers)}</Fact>
      ) : customers === stored ? null : (
        <Fact name={t('sourcesUi:receipt.rows')}>{fmt.number(customers)}</Fact>
      )}
      {mode === 'update' ? (
        <Fact name={t('sourcesUi:receipt.changes')}>
          {t('sourcesUi:receipt.changed', { added, updated, same: Math.max(0, stored - added - updated) })}
        </Fact>
      ) : null}
      {receipt.format === 'csv' || receipt.format === 'folder' ? (
        <>
          <Fact name={t('sourcesUi:facts.encoding')}>{ENCODINGS[receipt.encoding]}</Fact>
          <Fact name={t('sourcesUi:facts.delimiter')}>{delimiterName(t, receipt.delimiter)}</Fact>
          {receipt.sheet ? <Fact name={t('sourcesUi:facts.sheet')}>{sheetName(t, receipt.sheet)}</Fact> : null}
        </>
      ) : (
        <Fact name={t('sourcesUi:facts.format')}>
          {t(`sourcesUi:formats.${receipt.format}`)}
          {receipt.sheet ? ` · ${sheetName(t, receipt.sheet)}` : ''}
        </Fact>
      )}
      <Fact name={t('sourcesUi:receipt.speed')}>
        {t('sourcesUi:rate', { n: fmt.number(read / Math.max(0.001, ms / 1000), 0) })}
      </Fact>
    </dl>
  );
}

function Figure({ n, label }: { n: number; label: string }) {
  const { fmt } = useLocale();
  return (
    <div className={s.figure}>
      <span className="disp">{fmt.number(n)}</span>
      <span className="cap">{label}</span>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Rejected({ receipt }: { receipt: Receipt }) {
  const { t } = useLocale();
  const { rejected, rejectedRows, sourceId } = receipt;
  const [raw, setRaw] = useState(false);
  return (
    <section aria-labelledby="rejected-title">
      <div className="row between">
        <h2 className="h" id="rejected-title">
          {t('sourcesUi:receipt.rejectedRows', { n: rejected })}
        </h2>
        {rejected > 0 ? (
          <span className="row">
            <Button
              size="sm"
              onClick={() => {
                setRaw(true);
              }}
            >
              {t('sourcesUi:rejected.raw')}
            </Button>
            <Button size="sm" icon="download" onClick={() => void saveRejected({ sourceId })}>
              {t('sourcesUi:rejected.download')}
            </Button>
          </span>
        ) : null}
      </div>
      {rejected > 0 ? (
        <>
          <RejectedReasons rows={rejectedRows} />
          {rejectedRows.length < rejected ? (
            <p className="cap">{t('sourcesUi:rejected.first', { n: rejectedRows.length })}</p>
          ) : null}
        </>
      ) : (
        <p className="mid">{t('sourcesUi:receipt.none')}</p>
      )}
      {raw ? (
        <RawRows
          rows={rejectedRows}
          count={rejected}
          onClose={() => {
            setRaw(false);
          }}
        />
      ) : null}
    </section>
  );
}

const nothing = termsIn([], null);
/** What people read of the columns of a file. */
function useNamed(columns: Receipt['columns']) {
  const terms = useTerms() ?? nothing;
  return useMemo(() => termsOf(columns, terms), [columns, terms]);
}

function Columns({ receipt }: { receipt: Receipt }) {
  const { t, fmt, say } = useLocale();
  const dimensions = new Map(dimensionOptions(t).map(({ value, label }) => [value, label]));
  const named = useNamed(receipt.columns);
  return (
    <section aria-labelledby="columns-title">
      <h2 className="h" id="columns-title">
        {t('sourcesUi:facts.columns', { count: receipt.columns.length })}
      </h2>
      <table className={`tbl ${s.columns}`}>
        <thead>
          <tr>
            <th scope="col">{t('sourcesUi:fields.name')}</th>
            <th scope="col">{t('sourcesUi:fields.type')}</th>
            <th scope="col">{t('sourcesUi:fields.role')}</th>
            <th scope="col">{t('sourcesUi:fields.dimension')}</th>
            <th scope="col" className="r">
              {t('sourcesUi:receipt.missing')}
            </th>
            <th scope="col" className="r">
              {t('sourcesUi:profile.different')}
            </th>
            <th scope="col">{t('sourcesUi:fields.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {receipt.columns.map((column, i) => (
            <tr key={column.position} className={passedOver(column, receipt.mapping) ? 'mut' : undefined}>
              <td className="ell" title={namedTitle(t, named[i]!.label, column.name)}>
                {named[i]!.label}
                {named[i]!.unit === null ? null : <span className="mut"> {named[i]!.unit}</span>}
                {named[i]!.label === column.name ? null : <span className="cap"> {column.name}</span>}
              </td>
              <td className="nw">{typeName(t, column)}</td>
              <td className="nw">
                {column.role === 'personal' ? <Icon name="lock" size={13} /> : null}
                {roleName(t, column, receipt)}
              </td>
              <td className="nw">{dimensions.get(column.dimension ?? '')}</td>
              <td className="r">{fmt.number(column.missing + column.invalid)}</td>
              <td className="r">{fmt.number(column.distinct)}</td>
              <td className="sm mid">{say(column.reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
