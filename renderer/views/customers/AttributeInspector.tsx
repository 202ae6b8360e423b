import type { ShownAttribute } from '../../state/attributes.ts';
import type { Attribute, Filter, Profile } from '../../../shared/contract/customers.ts';
import type { Role } from '../../../shared/domain.ts';
import { Histogram, type HistogramProps } from '../../charts/histogram/Histogram.tsx';
import { ValueBars } from '../../charts/value-bars/ValueBars.tsx';
import { ask, useCommand, useQuery } from '../../state/queries.ts';
import { Answered, Icon, Inspector, Select, Tag, TermFields, useLocale } from '../../ui/index.ts';
import { dimensionOptions, personalOptions, roleOptions, typeName } from '../../words/columns.ts';
import { printPoint } from '../../../shared/print.ts';
import { isDerived } from '../../words/customers.ts';
import { cellText } from '../../words/values.ts';
import s from './AttributeInspector.module.css';

interface InspectorProps {
  attribute: ShownAttribute;
  filters: readonly Filter[];
  search: string;
  narrowed: boolean;
}

/** One column: what it is, what it is for, and how its values lie among the customers in the table. */
export function AttributeInspector({ attribute, filters, search, narrowed }: InspectorProps) {
  const { t, say } = useLocale();
  const set = useCommand('customers.setAttribute');
  const answer = useQuery(
    'customers.profile',
    { attribute: attribute.id, filters: [...filters], search },
    { keep: true },
  );
  const { id, name, code, role, dimension, personal } = attribute;
  // the answer that is kept may be of another column
  const profile = { ...answer, data: answer.data?.attribute.id === id ? answer.data : undefined };
  return (
    <Inspector
      label={t('customersUi:profileOf', { name })}
      head={
        <>
          <h2>
            {role === 'personal' ? <Icon name="lock" /> : null}
            <span className="ell" title={name}>
              {name}
            </span>
            <Tag>{typeName(t, attribute)}</Tag>
            {isDerived(attribute) ? <Tag tone="dashed">{t('customerUi:derived')}</Tag> : null}
          </h2>
          <p className="cap">{say(attribute.reason)}</p>
        </>
      }
    >
      <section aria-label={t('dictionaryUi:of', { name })}>
        <TermFields key={id} column={{ ...attribute, name: code }} />
      </section>
      <section className={s.role}>
        <span className="cap">{t('sourcesUi:fields.role')}</span>
        <Select
          label={t('sourcesUi:fields.roleOf', { name })}
          value={role}
          options={roleOptions(t).map((option) => ({ ...option, disabled: option.value === 'key' && role !== 'key' }))}
          onChange={(next: Role) => {
            void set.run({ id, role: next, personal: next === 'personal' ? (personal ?? 'other') : null });
          }}
        />
        {role === 'personal' ? (
          <>
            <span className="cap">{t('sourcesUi:profile.kind')}</span>
            <Select
              label={t('sourcesUi:profile.kind')}
              value={personal ?? 'other'}
              options={personalOptions(t)}
              onChange={(kind) => {
                void set.run({ id, personal: kind });
              }}
            />
          </>
        ) : null}
        <span className="cap">{t('sourcesUi:fields.dimension')}</span>
        <Select
          label={t('sourcesUi:fields.dimensionOf', { name })}
          value={dimension ?? ''}
          options={dimensionOptions(t)}
          onChange={(next) => {
            void set.run({ id, dimension: next === '' ? null : next });
          }}
        />
      </section>
      <Answered query={profile}>
        {(data) => (
          <Figures
            profile={data}
            attribute={attribute}
            narrowed={narrowed}
            leaving={(audience) =>
              ask('customers.leavingProfile', { attribute: id, filters: [...filters], search, audience })
            }
          />
        )}
      </Answered>
    </Inspector>
  );
}

interface FiguresProps {
  profile: Profile;
  attribute: Attribute;
}

interface SpreadProps extends FiguresProps {
  leaving: HistogramProps['ask'];
}

function Figures({ profile, attribute, narrowed, leaving }: SpreadProps & { narrowed: boolean }) {
  const { t, fmt } = useLocale();
  const { n, missing, distinct, numeric, values } = profile;
  return (
    <>
      <section>
        <Facts
          facts={[
            [t('customersUi:known'), fmt.number(n - missing)],
            [t('customersUi:missing'), `${fmt.number(missing)} · ${fmt.percent(n > 0 ? missing / n : 0, 1)}`],
            [t('sourcesUi:profile.different'), fmt.number(distinct)],
          ]}
        />
        {narrowed ? <p className="cap">{t('customersUi:ofFiltered', { n })}</p> : null}
      </section>
      {attribute.role === 'personal' ? (
        <section>
          <p className="mid">{t('sourcesUi:profile.personal')}</p>
        </section>
      ) : null}
      {numeric && n - missing > 0 ? (
        <Distribution profile={profile} numeric={numeric} attribute={attribute} leaving={leaving} />
      ) : null}
      {values && values.length > 0 && !numeric ? (
        <TopValues profile={profile} values={values} attribute={attribute} />
      ) : null}
    </>
  );
}

function Distribution({
  profile: { n, missing },
  numeric,
  attribute,
  leaving,
}: SpreadProps & { numeric: NonNullable<Profile['numeric']> }) {
  const locale = useLocale();
  const { t, fmt } = locale;
  const print = (value: number) => printPoint(value, attribute, locale.lang);
  return (
    <section>
      <Histogram
        name={attribute.name}
        ask={leaving}
        bins={numeric.bins}
        median={numeric.quartiles[1]}
        print={print}
        open
        height={84}
        note={t('customersUi:nMissing', { n: n - missing, missing })}
        head={<h3 className="h">{t('customersUi:distribution')}</h3>}
      />
      <Facts
        spread
        facts={[
          [t('customersUi:lowest'), print(numeric.min)],
          [t('customersUi:q1'), print(numeric.quartiles[0])],
          [t('charts:median'), print(numeric.quartiles[1])],
          [t('customersUi:q3'), print(numeric.quartiles[2])],
          [t('customersUi:highest'), print(numeric.max)],
          ...(attribute.type === 'date'
            ? []
            : ([
                [t('charts:mean'), print(numeric.mean)],
                [t('customersUi:sd'), fmt.number(numeric.sd)],
              ] as const)),
        ]}
      />
    </section>
  );
}

function TopValues({
  profile: { n, missing, others },
  values,
  attribute,
}: FiguresProps & { values: NonNullable<Profile['values']> }) {
  const locale = useLocale();
  return (
    <section>
      <h3 className="h">{locale.t('customersUi:topValues')}</h3>
      <ValueBars
        values={values.map(({ value, count }) => ({
          value,
          count,
          label: cellText(attribute.type === 'boolean' ? Number(value) : value, attribute, locale) ?? value,
        }))}
        n={n - missing}
        others={others}
        most={12}
      />
    </section>
  );
}

/** Names with their figures. `spread`: one below the other, under a chart. */
function Facts({ facts, spread = false }: { facts: readonly (readonly [string, string])[]; spread?: boolean }) {
  return (
    <dl className={spread ? `${s.facts} ${s.spread}` : s.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
