import { useState } from 'react';
import type { Attribute, Cell, Filter, Profile } from '../../../shared/contract/customers.ts';
import { numberToDate } from '../../../shared/values.ts';
import { Histogram, type HistogramProps } from '../../charts/histogram/Histogram.tsx';
import { ask, useQuery } from '../../state/queries.ts';
import {
  Answered,
  Button,
  Checkbox,
  IconButton,
  NumberInput,
  Popover,
  Segmented,
  TextInput,
  useLocale,
} from '../../ui/index.ts';
import { setFilters, type AttributeFilter } from '../../state/customersTable.ts';
import { printPoint } from '../../../shared/print.ts';
import { cellText } from '../../words/values.ts';
import sColumns from './columns.module.css';
import sMenus from './menus.module.css';

interface FilterMenuProps {
  attribute: Attribute;
  /** conditions on this attribute */
  filters: readonly AttributeFilter[];
  /** everything else that narrows the table: the counts are over what it leaves */
  others: readonly Filter[];
  search: string;
  opened: boolean;
  onOpened: (opened: boolean) => void;
}

/** The conditions of one column, behind the funnel in its head. */
export function FilterMenu({ attribute, filters, others, search, opened, onOpened }: FilterMenuProps) {
  const { t } = useLocale();
  const { name } = attribute;
  return (
    <Popover
      side="bottom-end"
      width={300}
      label={t('customersUi:filterOn', { name })}
      opened={opened}
      onChange={onOpened}
      target={
        <IconButton
          icon="filter"
          size="sm"
          className={sColumns.fil}
          label={t('customersUi:filterOn', { name })}
          pressed={filters.length > 0}
          aria-expanded={opened}
          onClick={() => {
            onOpened(!opened);
          }}
        />
      }
    >
      {opened ? <Conditions attribute={attribute} filters={filters} others={others} search={search} /> : null}
    </Popover>
  );
}

function Conditions({
  attribute,
  filters,
  others,
  search,
}: Pick<FilterMenuProps, 'attribute' | 'filters' | 'others' | 'search'>) {
  const { t } = useLocale();
  const profile = useQuery(
    'customers.profile',
    { attribute: attribute.id, filters: [...others], search },
    { keep: true },
  );
  const missing = filters.find((filter) => filter.kind === 'missing');
  const rest = filters.filter((filter) => filter.kind !== 'missing');
  return (
    <Answered query={profile}>
      {(data) => (
        <div className={sMenus.pop}>
          <h3 className="h ell" title={attribute.name}>
            {attribute.name}
          </h3>
          {data.numeric && data.numeric.bins.length > 0 ? (
            <Range
              attribute={attribute}
              profile={data}
              filters={rest}
              missing={missing}
              leaving={(audience) =>
                ask('customers.leavingProfile', { attribute: attribute.id, filters: [...others], search, audience })
              }
            />
          ) : null}
          {data.values && !data.numeric ? (
            <Values attribute={attribute} profile={data} filters={rest} missing={missing} />
          ) : null}
          {attribute.role === 'personal' ? <p className="cap">{t('customersUi:personalFilter')}</p> : null}
          <Segmented
            label={t('customersUi:missing')}
            value={missing ? (missing.missing ? 'missing' : 'present') : 'any'}
            options={[
              { value: 'any', label: t('customersUi:any') },
              { value: 'present', label: t('customersUi:present') },
              { value: 'missing', label: `${t('customersUi:missing')} ${data.missing}` },
            ]}
            onChange={(choice) => {
              setFilters(attribute.id, [
                // a range or a list of values holds for known values only
                ...(choice === 'missing' ? [] : rest),
                ...(choice === 'any'
                  ? []
                  : [{ kind: 'missing' as const, attribute: attribute.id, missing: choice === 'missing' }]),
              ]);
            }}
          />
          {filters.length > 0 ? (
            <Button
              kind="link"
              onClick={() => {
                setFilters(attribute.id, []);
              }}
            >
              {t('customersUi:clearOne')}
            </Button>
          ) : null}
        </div>
      )}
    </Answered>
  );
}

interface KnownProps {
  attribute: Attribute;
  profile: Profile;
  filters: readonly AttributeFilter[];
  missing: AttributeFilter | undefined;
}

/** A condition on values and a wish for missing ones exclude each other. */
const keepPresent = (missing: AttributeFilter | undefined) =>
  missing?.kind === 'missing' && !missing.missing ? [missing] : [];

function Range({ attribute, profile, filters, missing, leaving }: KnownProps & { leaving: HistogramProps['ask'] }) {
  const locale = useLocale();
  const { t } = locale;
  const now = filters.find((filter) => filter.kind === 'range');
  const { numeric } = profile;
  if (!numeric) return null;
  const set = (change: { min?: number | string | null; max?: number | string | null }) => {
    const { min, max } = { min: now?.min ?? null, max: now?.max ?? null, ...change };
    const range = { kind: 'range' as const, attribute: attribute.id, min, max };
    setFilters(attribute.id, [...(min === null && max === null ? [] : [range]), ...keepPresent(missing)]);
  };
  const date = attribute.type === 'date';
  return (
    <>
      <Histogram
        name={attribute.name}
        ask={leaving}
        bins={numeric.bins}
        median={numeric.quartiles[1]}
        print={(value) => printPoint(value, attribute, locale.lang)}
        open
        height={52}
        note={t('customersUi:nMissing', { n: profile.n - profile.missing, missing: profile.missing })}
        head={<span className="cap">n = {locale.fmt.number(profile.n - profile.missing)}</span>}
      />
      <div className="row">
        {(['min', 'max'] as const).map((end) => (
          <label key={end} className="labelled grow">
            <span className="name">{t(`customersUi:${end}`)}</span>
            {date ? (
              <input
                className="field"
                type="date"
                min={numberToDate(numeric.min).slice(0, 10)}
                max={numberToDate(numeric.max).slice(0, 10)}
                value={String(now?.[end] ?? '')}
                onChange={(event) => {
                  set({ [end]: event.currentTarget.value || null });
                }}
              />
            ) : (
              <NumberInput
                value={typeof now?.[end] === 'number' ? now[end] : null}
                placeholder={printPoint(numeric[end], attribute, locale.lang)}
                step={numeric.max - numeric.min > 20 ? 1 : 0.1}
                onValue={(value) => {
                  set({ [end]: value });
                }}
              />
            )}
          </label>
        ))}
      </div>
    </>
  );
}

function Values({ attribute, profile, filters, missing }: KnownProps) {
  const locale = useLocale();
  const { t, fmt } = locale;
  const [find, setFind] = useState('');
  const now = filters.find((filter) => filter.kind === 'values');
  const chosen: readonly Cell[] = now?.values ?? [];
  const values = profile.values ?? [];
  const needle = find.trim().toLowerCase();
  const known = new Set(values.map(({ value }) => value));
  // what was chosen stays on the list even when the other conditions leave none of it
  const listed = [
    ...values,
    ...chosen.flatMap((value) =>
      value === null || known.has(String(value)) ? [] : [{ value: String(value), count: 0 }],
    ),
  ].filter(({ value }) => value.toLowerCase().includes(needle));
  const cellOf = (value: string): Cell => (attribute.type === 'boolean' ? Number(value) : value);
  const toggle = (value: Cell, on: boolean) => {
    const next = on ? [...chosen, value] : chosen.filter((other) => other !== value);
    const filter = { kind: 'values' as const, attribute: attribute.id, values: next };
    setFilters(attribute.id, [...(next.length > 0 ? [filter] : []), ...keepPresent(missing)]);
  };
  return (
    <>
      {values.length > 8 ? (
        <TextInput
          aria-label={t('customersUi:findValue')}
          placeholder={t('customersUi:findValue')}
          value={find}
          onChange={(event) => {
            setFind(event.currentTarget.value);
          }}
        />
      ) : null}
      <ul className={`${sMenus.list} scroll`}>
        {listed.map(({ value, count }) => {
          const words = cellText(cellOf(value), attribute, locale) ?? value;
          return (
            <li key={value}>
              <Checkbox
                checked={chosen.includes(cellOf(value))}
                onChange={(event) => {
                  toggle(cellOf(value), event.currentTarget.checked);
                }}
              >
                <span className="ell grow" title={words}>
                  {words}
                </span>
                <span className="mut num">{fmt.number(count)}</span>
              </Checkbox>
            </li>
          );
        })}
      </ul>
      {profile.others > 0 ? <p className="cap">{t('customersUi:othersN', { n: profile.others })}</p> : null}
    </>
  );
}
