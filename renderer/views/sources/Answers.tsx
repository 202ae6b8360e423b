import type { ColumnGuess } from '../../../shared/domain.ts';
import { Button, IconButton, Select, useLocale, type Option } from '../../ui/index.ts';
import type { Intake } from './useIntake.ts';
import s from './Answers.module.css';

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
  const { type, format, levels } = column;
  if (type !== 'category' && type !== 'text') return null;
  const several = values.some((value) => SIGNS.some((sign) => value.includes(sign)));
  const order = levels ?? (type === 'category' && column.distinct >= 3 && column.distinct <= MOST ? values : null);
  const orderable = order && order.length >= 3 && order.length <= MOST ? order : null;
  if (!format.choices && !several && !orderable) return null;
  return (
    <div className={s.answers}>
      {format.choices || several ? <Several column={column} intake={intake} /> : null}
      {orderable && !format.choices ? <Order column={column} order={orderable} intake={intake} /> : null}
    </div>
  );
}

/** The sign that parts several answers in one cell. */
function Several({ column: { name, format }, intake }: { column: ColumnGuess; intake: Intake }) {
  const { t } = useLocale();
  const options: Option<string>[] = [
    { value: '', label: t('sourcesUi:answers.one') },
    ...[...new Set([...SIGNS, ...(format.choices ? [format.choices] : [])])].map((value) => ({ value, label: value })),
  ];
  return (
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
  );
}

/** `order`: as it is settled, or as the values were found. */
function Order({ column, order, intake }: { column: ColumnGuess; order: readonly string[]; intake: Intake }) {
  const { t } = useLocale();
  const { name, levels } = column;
  const ordered = levels !== null && levels.length > 0;
  const set = (next: readonly string[]) => {
    intake.setColumn({ name, levels: [...next] }, true);
  };
  return (
    <details>
      <summary className="cap">
        {ordered
          ? t('sourcesUi:answers.order', { first: order[0]!, last: order.at(-1)! })
          : t('sourcesUi:answers.unordered')}
      </summary>
      <ol>
        {order.map((level, at) => (
          <Level
            key={level}
            level={level}
            first={at === 0}
            last={at === order.length - 1}
            onMove={(by) => {
              set(moved(order, at, at + by));
            }}
          />
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
  );
}

interface LevelProps {
  level: string;
  first: boolean;
  last: boolean;
  onMove: (by: 1 | -1) => void;
}

function Level({ level, first, last, onMove }: LevelProps) {
  const { t } = useLocale();
  return (
    <li>
      <span className="ell" title={level}>
        {level}
      </span>
      <IconButton
        icon="up"
        size="sm"
        label={t('sourcesUi:answers.up', { level })}
        disabled={first}
        onClick={() => {
          onMove(-1);
        }}
      />
      <IconButton
        icon="down"
        size="sm"
        label={t('sourcesUi:answers.down', { level })}
        disabled={last}
        onClick={() => {
          onMove(1);
        }}
      />
    </li>
  );
}

function moved(list: readonly string[], from: number, to: number): string[] {
  const next = [...list];
  const [one] = next.splice(from, 1);
  next.splice(to, 0, one!);
  return next;
}
