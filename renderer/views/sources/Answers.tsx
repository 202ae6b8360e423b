import type { ColumnGuess } from '../../../shared/domain.ts';
import { Button, IconButton, Select, useLocale, type Option } from '../../ui/index.ts';
import type { Intake } from './useIntake.ts';
import './kinds.css';

/** Signs that part the answers of a multiple choice. */
const SIGNS = [';', '；', ',', '，', '、', '|', '┋', '/'];
/** Levels that are put in order by hand. */
const MOST = 15;

/** Answers of a survey: what parts several of them in one cell, and their order from least to most. */
export function Answers({
  column,
  values,
  intake,
}: {
  column: ColumnGuess;
  values: readonly string[];
  intake: Intake;
}) {
  const { t } = useLocale();
  const { name, type, format, levels } = column;
  if (type !== 'category' && type !== 'text') return null;
  const options: Option<string>[] = [
    { value: '', label: t('sourcesUi:answers.one') },
    ...[...new Set([...SIGNS, ...(format.choices ? [format.choices] : [])])].map((value) => ({ value, label: value })),
  ];
  const several = values.some((value) => SIGNS.some((sign) => value.includes(sign)));
  const set = (order: readonly string[]) => {
    intake.setColumn({ name, levels: [...order] }, true);
  };
  const order = levels ?? (type === 'category' && column.distinct >= 3 && column.distinct <= MOST ? values : null);
  const ordered = levels !== null && levels.length > 0;
  if (!format.choices && !several && (!order || order.length < 3 || order.length > MOST)) return null;
  return (
    <div className="answers">
      {format.choices || several ? (
        <div className="row">
          <span className="cap nw">{t('sourcesUi:answers.several')}</span>
          <Select
            label={t('sourcesUi:answers.several')}
            value={format.choices ?? ''}
            options={options}
            onChange={(sign) => {
              const { choices: _, ...rest } = format;
              intake.setColumn({ name, format: sign === '' ? rest : { ...rest, choices: sign } }, true);
            }}
          />
        </div>
      ) : null}
      {order && order.length >= 3 && order.length <= MOST && !format.choices ? (
        <details>
          <summary className="cap">
            {ordered
              ? t('sourcesUi:answers.order', { first: order[0]!, last: order.at(-1)! })
              : t('sourcesUi:answers.unordered')}
          </summary>
          <ol>
            {order.map((level, at) => (
              <li key={level}>
                <span className="ell" title={level}>
                  {level}
                </span>
                <IconButton
                  icon="up"
                  size="sm"
                  label={t('sourcesUi:answers.up', { level })}
                  disabled={at === 0}
                  onClick={() => {
                    set(moved(order, at, at - 1));
                  }}
                />
                <IconButton
                  icon="down"
                  size="sm"
                  label={t('sourcesUi:answers.down', { level })}
                  disabled={at === order.length - 1}
                  onClick={() => {
                    set(moved(order, at, at + 1));
                  }}
                />
              </li>
            ))}
          </ol>
          <Button
            kind="link"
            onClick={() => {
              set([...order].reverse());
            }}
          >
            {t('sourcesUi:answers.reverse')}
          </Button>
        </details>
      ) : null}
    </div>
  );
}

function moved(list: readonly string[], from: number, to: number): string[] {
  const next = [...list];
  const [one] = next.splice(from, 1);
  next.splice(to, 0, one!);
  return next;
}
