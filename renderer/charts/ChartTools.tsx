import { useState } from 'react';
import { IconButton } from '../ui/Button.tsx';
import { type CsvCell, toCsv } from '../ui/csv.ts';
import { Menu } from '../ui/floats.tsx';
import { useLocale } from '../ui/locale.ts';
import { attempt } from '../state/queries.ts';
import { saveBytes, saveText } from '../ui/save.ts';
import { TableTwin } from '../ui/TableTwin.tsx';

/** The data of a chart as a table. */
export interface TwinTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
  readonly note?: string | undefined;
}
export interface ChartToolsProps {
  name: string;
  table: () => TwinTable;
  png: () => Promise<Uint8Array>;
  svg: () => Promise<string>;
}

/** Of every chart, at its top right: the same as a table, and the three downloads. */
export function ChartTools({ name, table, png, svg }: ChartToolsProps) {
  const { t } = useLocale();
  const [open, setOpen] = useState<TwinTable | null>(null);
  const saveCsv = () => {
    const { columns, rows } = table();
    void saveText(`${name}.csv`, 'text/csv', toCsv(columns, rows));
  };
  return (
    <>
      <IconButton icon="table" label={t('charts:asTable')} onClick={() => setOpen(table())} />
      <Menu
        side="bottom-end"
        target={<IconButton icon="download" label={t('charts:download')} />}
        entries={[
          {
            label: t('charts:png'),
            run: () => void attempt(async () => saveBytes(`${name}.png`, 'image/png', await png())),
          },
          {
            label: t('charts:svg'),
            run: () => void attempt(async () => saveText(`${name}.svg`, 'image/svg+xml', await svg())),
          },
          { label: t('charts:csv'), run: saveCsv },
        ]}
      />
      {open ? (
        <TableTwin
          title={name}
          {...(open.note === undefined ? {} : { caption: open.note })}
          head={open.columns}
          rows={open.rows}
          fileName={name}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}
