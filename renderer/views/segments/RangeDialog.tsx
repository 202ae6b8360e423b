import type { MethodPart } from '../../../shared/contract/segments.ts';
import { Button, Dialog, useLocale } from '../../ui/index.ts';
import s from './RangeDialog.module.css';

/** All k that were tried with their figures; any of them can be taken. */
export function RangeDialog({
  by,
  onChoose,
  onClose,
}: {
  by: MethodPart;
  onChoose: (k: number) => void;
  onClose: () => void;
}) {
  const { t, fmt } = useLocale();
  return (
    <Dialog title={t('segmentsUi:rangeTitle')} width={720} onClose={onClose}>
      <table className={`tbl ${s.range}`}>
        <thead>
          <tr>
            <th scope="col">k</th>
            <th scope="col" className="r">
              {t('segmentsUi:inertia')}
            </th>
            <th scope="col" className="r">
              {t('segmentsUi:apartLong')}
            </th>
            <th scope="col" className="r">
              {t('segmentsUi:stableLong')}
            </th>
            <th scope="col" className="r">
              {t('segmentsUi:smallest')}
            </th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {by.range.map((figures) => (
            <tr key={figures.k} aria-current={figures.k === by.k || undefined}>
              <th scope="row">{figures.k}</th>
              <td className="r num">{fmt.number(figures.inertia, 1)}</td>
              <td className="r num">
                {fmt.number(figures.silhouette?.value, 3)}
                {figures.silhouette?.sampled ? ` ${t('segmentsUi:estimated')}` : ''}
              </td>
              <td className="r num">{fmt.number(figures.stability, 3)}</td>
              <td className="r num">{fmt.number(figures.smallest)}</td>
              <td className="r">
                <Button
                  size="sm"
                  disabled={figures.k === by.k}
                  onClick={() => {
                    onChoose(figures.k);
                    onClose();
                  }}
                >
                  {t('segmentsUi:take', { k: figures.k })}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cap">{t('segmentsUi:rangeKey')}</p>
    </Dialog>
  );
}
