import type { Inspection, ReadOptions } from '../../../shared/contract/sources.ts';
import { Select, useLocale, type Option } from '../../ui/index.ts';
import type { Intake } from './useIntake.ts';
import s from './Reading.module.css';

type Short = NonNullable<ReadOptions['short']> | 'sure';
type Sums = NonNullable<ReadOptions['sums']>;

/** Rows of sums, and rows with too few fields: what is done with them, where the file has any. */
export function OddRows({ intake, inspection: { notes } }: { intake: Intake; inspection: Inspection }) {
  const { t } = useLocale();
  const { short = 'sure', sums = 'leave' } = intake.plan.read;
  const said = (...keys: string[]) => notes.some(({ key }) => keys.includes(key));
  const sumWays: Option<Sums>[] = [
    { value: 'leave', label: t('sourcesUi:odd.sumsLeft') },
    { value: 'keep', label: t('sourcesUi:odd.sumsKept') },
  ];
  const shortWays: Option<Short>[] = [
    { value: 'sure', label: t('sourcesUi:odd.shortSure') },
    { value: 'fill', label: t('sourcesUi:odd.shortFilled') },
    { value: 'leave', label: t('sourcesUi:odd.shortLeft') },
  ];
  const asksSums = sums === 'keep' || said('sources:note.sumRows');
  const asksShort = short !== 'sure' || said('sources:note.rowsFilled', 'sources:note.rowsShort');
  if (!asksSums && !asksShort) return null;
  return (
    <div className={s.odd}>
      {asksSums ? (
        <Way
          name={t('sourcesUi:odd.sums')}
          value={sums}
          ways={sumWays}
          onChange={(value) => {
            intake.setRead({ sums: value });
          }}
        />
      ) : null}
      {asksShort ? (
        <Way
          name={t('sourcesUi:odd.short')}
          value={short}
          ways={shortWays}
          onChange={(value) => {
            intake.setRead({ short: value === 'sure' ? undefined : value });
          }}
        />
      ) : null}
    </div>
  );
}

interface WayProps<T extends string> {
  name: string;
  value: T;
  ways: readonly Option<T>[];
  onChange: (value: T) => void;
}

function Way<T extends string>({ name, value, ways, onChange }: WayProps<T>) {
  return (
    <div className="row">
      <span className="cap nw">{name}</span>
      <Select label={name} value={value} options={ways} onChange={onChange} />
    </div>
  );
}
