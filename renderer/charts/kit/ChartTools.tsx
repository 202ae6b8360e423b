import { useState } from 'react';
import type { Audience, Left } from '../../../shared/contract/leaving.ts';
import { IconButton } from '../../ui/Button.tsx';
import { type CsvCell, toCsv } from '../../ui/csv.ts';
import { Menu } from '../../ui/floats.tsx';
import { useLocale } from '../../ui/locale.ts';
import { saveBytes, saveText } from '../../ui/save.ts';
import { TableTwin } from '../../ui/TableTwin.tsx';
import { attemptLeaving, deviceOnly, pngWithLine, svgWithLine } from './deviceOnly.ts';
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
  const { t, say } = useLocale();
  const [open, setOpen] = useState<T | null>(null);
  const make = (work: (audience: Audience) => Promise<void>) => void attemptLeaving(t('privacy:device.make'), work);
  const fileOf = (left: T) => (deviceOnly(left) ? `${name(left)} (${t('privacy:device.file')})` : name(left));
  const savePng = (audience: Audience) =>
    leaves
      .drawn(audience, async (left) => ({ left, bytes: await png() }))
      .then(async ({ left, bytes }) => {
        const only = deviceOnly(left);
        await saveBytes(`${fileOf(left)}.png`, 'image/png', only ? await pngWithLine(bytes, say(only)) : bytes);
      });
  const saveSvg = (audience: Audience) =>
    leaves
      .drawn(audience, async (left) => ({ left, text: await svg() }))
      .then(async ({ left, text }) => {
        const only = deviceOnly(left);
        await saveText(`${fileOf(left)}.svg`, 'image/svg+xml', only ? svgWithLine(text, say(only)) : text);
      });
  const saveCsv = async (audience: Audience) => {
    const left = await leaves.ask(audience);
    const { columns, rows } = table(left);
    const only = deviceOnly(left);
    await saveText(`${fileOf(left)}.csv`, 'text/csv', toCsv(columns, only ? [...rows, [say(only)]] : rows));
  };
  return (
    <>
      <IconButton
        icon="table"
        label={t('charts:asTable')}
        onClick={() => make(async (audience) => setOpen(await leaves.ask(audience)))}
      />
      <Menu
        side="bottom-end"
        target={<IconButton icon="download" label={t('charts:download')} />}
        entries={[
          { label: t('charts:png'), run: () => make(savePng) },
          { label: t('charts:svg'), run: () => make(saveSvg) },
          { label: t('charts:csv'), run: () => make(saveCsv) },
        ]}
      />
      {open ? (
        <Twin name={name(open)} file={fileOf(open)} table={table(open)} left={open} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}

interface TwinProps {
  name: string;
  /** without ending */
  file: string;
  table: TwinTable;
  left: Left;
  onClose: () => void;
}

/** The table; under its title what stays, and why. */
function Twin({ name, file, table: { columns, rows, note }, left, onClose }: TwinProps) {
  const { say } = useLocale();
  const only = deviceOnly(left);
  const caption = [...(note === undefined ? [] : [note]), ...left.staying.map(say)].join(' · ');
  return (
    <TableTwin
      title={name}
      {...(caption === '' ? {} : { caption })}
      head={columns}
      rows={rows}
      fileName={file}
      {...(only ? { last: say(only) } : {})}
      onClose={onClose}
    />
  );
}
