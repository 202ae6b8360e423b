import { useState } from 'react';
import type { Left } from '../../../shared/contract/leaving.ts';
import { IconButton } from '../../ui/Button.tsx';
import { type CsvCell, toCsv } from '../../ui/csv.ts';
import { Menu } from '../../ui/floats.tsx';
import { useLocale } from '../../ui/locale.ts';
import { attempt } from '../../state/queries.ts';
import { saveBytes, saveText } from '../../ui/save.ts';
import { TableTwin } from '../../ui/TableTwin.tsx';
import type { Leaves } from './useLeaving.ts';

/** The data of a chart as a table. */
export interface TwinTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
  readonly note?: string | undefined;
}
/** Everything is made from what left; pictures are taken while the chart is drawn from it. */
export interface ChartToolsProps<T extends Left> {
  leaves: Leaves<T>;
  /** names the table and the files */
  name: (left: T) => string;
  table: (left: T) => TwinTable;
  png: () => Promise<Uint8Array>;
  svg: () => string | Promise<string>;
}

/** Of every chart, at its top right: the same as a table, and the three downloads. */
export function ChartTools<T extends Left>({ leaves, name, table, png, svg }: ChartToolsProps<T>) {
  const { t } = useLocale();
  const [open, setOpen] = useState<T | null>(null);
  return (
    <>
      <IconButton
        icon="table"
        label={t('charts:asTable')}
        onClick={() => void attempt(async () => setOpen(await leaves.ask()))}
      />
      <Menu
        side="bottom-end"
        target={<IconButton icon="download" label={t('charts:download')} />}
        entries={[
          {
            label: t('charts:png'),
            run: () =>
              void attempt(async () => {
                const [file, bytes] = await leaves.drawn(async (left) => [name(left), await png()] as const);
                await saveBytes(`${file}.png`, 'image/png', bytes);
              }),
          },
          {
            label: t('charts:svg'),
            run: () =>
              void attempt(async () => {
                const [file, text] = await leaves.drawn(async (left) => [name(left), await svg()] as const);
                await saveText(`${file}.svg`, 'image/svg+xml', text);
              }),
          },
          {
            label: t('charts:csv'),
            run: () =>
              void attempt(async () => {
                const left = await leaves.ask();
                const { columns, rows } = table(left);
                await saveText(`${name(left)}.csv`, 'text/csv', toCsv(columns, rows));
              }),
          },
        ]}
      />
      {open ? <Twin name={name(open)} table={table(open)} left={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

interface TwinProps {
  name: string;
  table: TwinTable;
  left: Left;
  onClose: () => void;
}

/** The table; under its title what stays, and why. */
function Twin({ name, table: { columns, rows, note }, left, onClose }: TwinProps) {
  const { say } = useLocale();
  const caption = [...(note === undefined ? [] : [note]), ...left.staying.map(say)].join(' · ');
  return (
    <TableTwin
      title={name}
      {...(caption === '' ? {} : { caption })}
      head={columns}
      rows={rows}
      fileName={name}
      onClose={onClose}
    />
  );
}
