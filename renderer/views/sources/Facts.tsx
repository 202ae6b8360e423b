import type { ReactNode } from 'react';
import type { Inspection } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { Select, useLocale } from '../../ui/index.ts';
import type { Intake } from './useIntake.ts';
import { delimiterOptions, encodingOptions, headerOptions, sheetOptions } from './words.ts';

/** What was found out about the file as a whole: each guess with its reason, and a quiet pick list to say otherwise. */
export function Facts({ intake, inspection }: { intake: Intake; inspection: Inspection }) {
  const { t, fmt, say } = useLocale();
  const { encoding, delimiter, headerRow, decimal, bytes, columns, read, storable, rejected, format, sheet } =
    inspection;
  const text = format === 'csv' || format === 'folder';
  const why = (guess: { reason: Said; overridden: boolean }) =>
    guess.overridden ? t('sourcesUi:chosen') : say(guess.reason);
  return (
    <dl className="file-facts">
      {sheet ? (
        <Fact name={t('sourcesUi:facts.sheet')} why={sheet.overridden ? t('sourcesUi:chosen') : say(sheet.reason)}>
          <Select
            className="flush"
            label={t('sourcesUi:facts.sheet')}
            value={sheet.value}
            options={sheetOptions(t, inspection.sheets)}
            onChange={(value) => {
              intake.setRead({ sheet: value });
            }}
          />
        </Fact>
      ) : format === 'csv' ? null : (
        <Fact name={t('sourcesUi:facts.format')} why={t(`sourcesUi:formats.${format}Why`)}>
          {t(`sourcesUi:formats.${format}`)}
        </Fact>
      )}
      {text ? (
        <>
          <Fact name={t('sourcesUi:facts.encoding')} why={why(encoding)}>
            <Select
              className="flush"
              label={t('sourcesUi:facts.encoding')}
              value={encoding.value}
              options={encodingOptions()}
              onChange={(value) => {
                intake.setRead({ encoding: value });
              }}
            />
          </Fact>
          <Fact name={t('sourcesUi:facts.delimiter')} why={why(delimiter)}>
            <Select
              className="flush"
              label={t('sourcesUi:facts.delimiter')}
              value={delimiter.value}
              options={delimiterOptions(t, delimiter.value)}
              onChange={(value) => {
                intake.setRead({ delimiter: value });
              }}
            />
          </Fact>
        </>
      ) : null}
      {format === 'json' || format === 'jsonl' ? null : (
        <Fact name={t('sourcesUi:facts.header')} why={why(headerRow)}>
          <Select
            className="flush"
            label={t('sourcesUi:facts.header')}
            value={String(headerRow.value)}
            options={headerOptions(t, headerRow.value)}
            onChange={(value) => {
              intake.setRead({ headerRow: Number(value) });
            }}
          />
        </Fact>
      )}
      {text ? (
        <Fact name={t('sourcesUi:facts.numbers')} why={why(decimal)}>
          <Select
            className="flush"
            label={t('sourcesUi:facts.numbers')}
            value={decimal.value}
            options={[
              { value: '.', label: '1,234.5' },
              { value: ',', label: '1.234,5' },
            ]}
            onChange={(value) => {
              intake.setRead({ decimal: value });
            }}
          />
        </Fact>
      ) : null}
      <Fact name={t('sourcesUi:facts.size')} why={t('sourcesUi:facts.columns', { count: columns.length })}>
        {fmt.bytes(bytes)}
      </Fact>
      <Fact name={t('sourcesUi:facts.rows')} why={t('sourcesUi:facts.sum', { read, storable, rejected })}>
        {t('sourcesUi:facts.storable', { count: storable })}
      </Fact>
    </dl>
  );
}

function Fact({ name, why, children }: { name: string; why: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
      <dd className="why ell" title={why}>
        {why}
      </dd>
    </div>
  );
}
