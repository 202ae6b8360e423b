import { Button } from './Button.tsx';
import { toCsv, type CsvCell } from './csv.ts';
import { Dialog } from './floats.tsx';
import { useLocale } from './locale.ts';
import { saveText } from './save.ts';

export interface TableTwinProps {
  title: string;
  /** n and the basis of the figures */
  caption?: string;
  head: readonly string[];
  rows: readonly (readonly CsvCell[])[];
  /** file name without ending */
  fileName: string;
  /** a last line of the file */
  last?: string;
  onClose: () => void;
}

/** Rows drawn in the dialog; the file has them all. */
const SHOWN = 500;

/** The data of a chart as a table, with a download. */
export function TableTwin({ title, caption, head, rows, fileName, last, onClose }: TableTwinProps) {
  const { t, fmt } = useLocale();
  const numeric = head.map((_, at) => rows.some((row) => typeof row[at] === 'number'));
  return (
    <Dialog
      title={title}
      onClose={onClose}
      width={720}
      footer={
        <>
          <Button
            icon="download"
            onClick={() => {
              void saveText(`${fileName}.csv`, 'text/csv', toCsv(head, last === undefined ? rows : [...rows, [last]]));
            }}
          >
            {t('common:download_csv')}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t('common:close')}
          </Button>
        </>
      }
    >
      {caption ? <p className="cap">{caption}</p> : null}
      <div className="scroll" style={{ maxHeight: 420 }} tabIndex={0} role="region" aria-label={title}>
        <table className="tbl">
          <thead>
            <tr>
              {head.map((name, at) => (
                <th key={at} scope="col" className={numeric[at] ? 'r' : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={column} className={typeof cell === 'number' ? 'r' : undefined}>
                    {typeof cell === 'number' ? fmt.number(cell, 4) : (cell ?? '–')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > SHOWN ? <p className="cap">{t('common:rows_shown', { shown: SHOWN, n: rows.length })}</p> : null}
    </Dialog>
  );
}
