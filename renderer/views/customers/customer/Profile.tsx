import { useState } from 'react';
import type { TrustRule } from '../../../../shared/contract/build.ts';
import type { CustomerPage } from '../../../../shared/contract/customers.ts';
import { Dimension } from '../../../../shared/domain.ts';
import type { ShownAttribute } from '../../../state/attributes.ts';
import { useCommand, useQuery } from '../../../state/queries.ts';
import { useNames } from '../../../state/terms.ts';
import { Icon, Select, Tooltip, useLocale } from '../../../ui/index.ts';
import { namedTitle } from '../../../words/columns.ts';
import { cellText, valueText } from '../../../words/values.ts';
import { Missing } from './Missing.tsx';
import { isKnown } from './words.ts';
import s from './Profile.module.css';

interface ProfileProps {
  page: CustomerPage;
  attributes: readonly ShownAttribute[];
  sourceNames: ReadonlyMap<number, string>;
}
interface Line {
  readonly attribute: ShownAttribute;
  readonly text: string | null;
  readonly said: CustomerPage['said'][number] | undefined;
  readonly derived: CustomerPage['derived'][number] | undefined;
}

/** Everything known, by dimension: what was derived says how, what sources disagree on says who said what. */
export function Profile({ page, attributes, sourceNames }: ProfileProps) {
  const locale = useLocale();
  const { t } = locale;
  const lines = attributes.map((attribute, i): Line => ({
    attribute,
    text: isKnown(page.cells[i]) ? valueText(page.cells[i], attribute, locale) : null,
    said: page.said.find((one) => one.attribute === attribute.id),
    derived: page.derived.find((one) => one.attribute === attribute.id),
  }));
  const isIdentity = ({ attribute }: Line) => attribute.role === 'key' || attribute.role === 'personal';
  const groups: { key: string; title: string; lines: Line[] }[] = [
    { key: 'identity', title: t('customerUi:identity'), lines: lines.filter(isIdentity) },
    ...Dimension.options.map((dimension) => ({
      key: dimension,
      title: t(`sourcesUi:dimensions.${dimension}`),
      lines: lines.filter((line) => !isIdentity(line) && line.attribute.dimension === dimension),
    })),
    {
      key: 'none',
      title: t('customerUi:noDimension'),
      lines: lines.filter((line) => !isIdentity(line) && line.attribute.dimension === null),
    },
  ].filter((group) => group.lines.length > 0);
  return (
    <section className={s.profile} aria-label={t('customerUi:profile')} tabIndex={0}>
      {groups.map((group) => (
        <Group key={group.key} title={group.title} lines={group.lines} sourceNames={sourceNames} />
      ))}
    </section>
  );
}

function Group({
  title,
  lines,
  sourceNames,
}: {
  title: string;
  lines: readonly Line[];
  sourceNames: ReadonlyMap<number, string>;
}) {
  const known = lines.filter(({ text }) => text !== null);
  const missing = lines.filter(({ text }) => text === null).map(({ attribute }) => attribute.name);
  return (
    <div className={s.group}>
      <h2 className="h">{title}</h2>
      {known.length > 0 ? (
        <dl>
          {known.map((line) => (
            <ProfileLine key={line.attribute.id} line={line} sourceNames={sourceNames} />
          ))}
        </dl>
      ) : null}
      <Missing names={missing} of={title} />
    </div>
  );
}

function ProfileLine({ line, sourceNames }: { line: Line; sourceNames: ReadonlyMap<number, string> }) {
  const { t, say } = useLocale();
  const [opened, setOpened] = useState(false);
  const { attribute, text, said, derived } = line;
  const { name, code, role } = attribute;
  const different = said?.conflict ? new Set(said.values.map(({ value }) => String(value))).size : 0;
  return (
    <div className={s.line}>
      <dt title={namedTitle(t, name, code)}>
        {role === 'personal' ? <Icon name="lock" size={13} /> : null}
        {name}
      </dt>
      <dd>
        <span className={role === 'personal' ? 'mut' : undefined}>{text}</span>
        {derived ? (
          <Tooltip label={t('customerUi:howFormula', { explain: say(derived.explain), formula: derived.formula })}>
            <button type="button" className={s.how} aria-label={t('customerUi:how', { name })} />
          </Tooltip>
        ) : null}
        {said && (different > 1 || said.values.length > 1) ? (
          <button
            type="button"
            className={different > 1 ? s.differ : s.same}
            aria-expanded={opened}
            aria-label={different > 1 ? t('customerUi:conflictOf', { name }) : t('customerUi:sayings', { name })}
            onClick={() => {
              setOpened(!opened);
            }}
          >
            {different > 1 ? (
              <>
                <Icon name="warn" size={13} />
                {t('customerUi:conflict', { n: different })}
              </>
            ) : (
              <Icon name={opened ? 'up' : 'down'} size={13} />
            )}
          </button>
        ) : null}
      </dd>
      {opened && said ? <Sayings attribute={attribute} said={said} sourceNames={sourceNames} /> : null}
    </div>
  );
}

const RULES: readonly TrustRule[] = ['trusted', 'newest', 'frequent'];

/** Which source says what; the rule that chose can be changed for this attribute. */
function Sayings({
  attribute,
  said,
  sourceNames,
}: {
  attribute: ShownAttribute;
  said: CustomerPage['said'][number];
  sourceNames: ReadonlyMap<number, string>;
}) {
  const locale = useLocale();
  const { t } = locale;
  const trust = useQuery('customers.trust', {});
  const set = useCommand('customers.setTrust');
  const nameOf = useNames();
  // rules of trust know an attribute by its code name
  const { name, code } = attribute;
  const rule = trust.data?.attributes[code] ?? trust.data?.rule ?? said.rule;
  return (
    <div className={s.said}>
      <table className="tbl" aria-label={t('customerUi:sayings', { name })}>
        <tbody>
          {said.values.map(({ sourceId, column, value, rows, chosen }) => (
            <tr key={`${String(sourceId)} ${column} ${String(value)}`}>
              <td className={s.ck}>
                {chosen ? (
                  <span title={t('customerUi:chosen')}>
                    <Icon name="check" size={13} />
                    <span className="sr-only">{t('customerUi:chosen')}</span>
                  </span>
                ) : null}
              </td>
              <td className={chosen ? 'b' : undefined}>{cellText(value, attribute, locale)}</td>
              <td className="cap ell" title={namedTitle(t, nameOf(column), column)}>
                {sourceNames.get(sourceId) ?? ''}
              </td>
              <td className="cap r">{t('customerUi:rowsOf', { count: rows })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {said.conflict && trust.data ? (
        <div className={s.rule}>
          <span className="cap">{t('customerUi:rule')}</span>
          <Select<TrustRule>
            label={t('customerUi:ruleOf', { name })}
            value={rule}
            options={RULES.map((value) => ({ value, label: t(`customerUi:rules.${value}`) }))}
            onChange={(next) => {
              const { attributes, ...rest } = trust.data!;
              void set.run({ ...rest, attributes: { ...attributes, [code]: next } });
            }}
          />
          {rule === said.rule ? null : <span className="cap">{t('customerUi:ruleChanged')}</span>}
        </div>
      ) : null}
    </div>
  );
}
