import type { ReactNode } from 'react';
import type { Inspection } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { Select, useLocale, type Option } from '../../ui/index.ts';
import type { Intake } from './useIntake.ts';
import { delimiterOptions, encodingOptions, headerOptions, recordsOf, sheetOptions } from './words.ts';
import s from './Facts.module.css';

/** What was found out about the file as a whole: each guess with its reason, and a quiet pick list to say otherwise. */
export function Facts({ intake, inspection }: { intake: Intake; inspection: Inspection }) {
  const { t, fmt } = useLocale();
  const { bytes, columns, read, storable, rejected, format } = inspection;
  const text = format === 'csv' || format === 'folder';
  return (
    <dl className={s.fileFacts}>
      <Container intake={intake} inspection={inspection} />
      {text ? <Writing intake={intake} inspection={inspection} /> : null}
      {format === 'json' || format === 'jsonl' ? null : <HeaderRow intake={intake} inspection={inspection} />}
      {text ? <Numbers intake={intake} inspection={inspection} /> : null}
      <Fact name={t('sourcesUi:facts.size')} why={t('sourcesUi:facts.columns', { count: columns.length })}>
        {fmt.bytes(bytes)}
      </Fact>
      <Fact name={t('sourcesUi:facts.rows')} why={t('sourcesUi:facts.sum', { read, storable, rejected })}>
        {t('sourcesUi:facts.storable', { count: storable })}
      </Fact>
    </dl>
  );
}

interface PartProps {
  intake: Intake;
  inspection: Inspection;
}

/** The sheet of a workbook; of other files the format, unless it is plain text. */
function Container({ intake, inspection: { sheet, sheets, format } }: PartProps) {
  const { t } = useLocale();
  const guess = sheet ?? recordsOf(sheets);
  if (guess)
    return (
      <Guessed
        name={t('sourcesUi:facts.sheet')}
        guess={guess}
        value={guess.value}
        options={sheetOptions(t, sheets)}
        onChange={(value) => {
          intake.setRead({ sheet: value });
        }}
      />
    );
  if (format === 'csv') return null;
  return (
    <Fact name={t('sourcesUi:facts.format')} why={t(`sourcesUi:formats.${format}Why`)}>
      {t(`sourcesUi:formats.${format}`)}
    </Fact>
  );
}

/** How the text of a file stands for characters and cells. */
function Writing({ intake, inspection: { encoding, delimiter } }: PartProps) {
  const { t } = useLocale();
  return (
    <>
      <Guessed
        name={t('sourcesUi:facts.encoding')}
        guess={encoding}
        value={encoding.value}
        options={encodingOptions()}
        onChange={(value) => {
          intake.setRead({ encoding: value });
        }}
      />
      <Guessed
        name={t('sourcesUi:facts.delimiter')}
        guess={delimiter}
        value={delimiter.value}
        options={delimiterOptions(t, delimiter.value)}
        onChange={(value) => {
          intake.setRead({ delimiter: value });
        }}
      />
    </>
  );
}

function HeaderRow({ intake, inspection: { headerRow, sheet } }: PartProps) {
  const { t } = useLocale();
  return (
    <Guessed
      name={t('sourcesUi:facts.header')}
      guess={headerRow}
      value={String(headerRow.value)}
      options={headerOptions(t, headerRow.value)}
      onChange={(value) => {
        // a line of the table that is read, where the file holds several
        intake.setRead({ headerRow: Number(value), ...(sheet ? { sheet: sheet.value } : {}) });
      }}
    />
  );
}

const NUMBERS: readonly Option<'.' | ','>[] = [
  { value: '.', label: '1,234.5' },
  { value: ',', label: '1.234,5' },
];

function Numbers({ intake, inspection: { decimal } }: PartProps) {
  const { t } = useLocale();
  return (
    <Guessed
      name={t('sourcesUi:facts.numbers')}
      guess={decimal}
      value={decimal.value}
      options={NUMBERS}
      onChange={(value) => {
        intake.setRead({ decimal: value });
      }}
    />
  );
}

interface GuessedProps<T extends string> {
  name: string;
  guess: { reason: Said; overridden: boolean };
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
}

function Guessed<T extends string>({ name, guess, value, options, onChange }: GuessedProps<T>) {
  const { t, say } = useLocale();
  return (
    <Fact name={name} why={guess.overridden ? t('sourcesUi:chosen') : say(guess.reason)}>
      <Select className="flush" label={name} value={value} options={options} onChange={onChange} />
    </Fact>
  );
}

function Fact({ name, why, children }: { name: string; why: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
      <dd className={`${s.why} ell`} title={why}>
        {why}
      </dd>
    </div>
  );
}
