import type { Out } from '../../../shared/contract.ts';
import { go } from '../../state/store.ts';
import { Button, IconButton, useLocale, ViewHeader } from '../../ui/index.ts';
import { useRemove } from './ReceiptView.tsx';
import { ENCODINGS } from './words.ts';

type Source = Out<'sources.list'>[number];

/** What was imported, newest first, and the way to more. */
export function SourceList({ sources }: { sources: readonly Source[] }) {
  const { t, fmt } = useLocale();
  const { remove, busy } = useRemove();
  const newest = sources[0];
  const open = (sourceId: number) => {
    go({ view: 'sources', id: sourceId });
  };
  return (
    <>
      <ViewHeader
        title={t('sourcesUi:list.title', { n: newest?.customers ?? 0 })}
        basis={t('sourcesUi:list.basis', { n: sources.length })}
        actions={
          <>
            <Button
              onClick={() => {
                go({ view: 'customers' });
              }}
            >
              {t('sourcesUi:toCustomers')}
            </Button>
            <Button
              kind="primary"
              onClick={() => {
                go({ view: 'sources', mode: 'import' });
              }}
            >
              {t('sourcesUi:list.another')}
            </Button>
          </>
        }
      />
      <div className="source-list scroll">
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">{t('sourcesUi:list.file')}</th>
              <th scope="col">{t('sourcesUi:list.when')}</th>
              <th scope="col">{t('sourcesUi:list.mode')}</th>
              <th scope="col" className="r">
                {t('sourcesUi:receipt.read')}
              </th>
              <th scope="col" className="r">
                {t('sourcesUi:receipt.stored')}
              </th>
              <th scope="col" className="r">
                {t('sourcesUi:receipt.rejected')}
              </th>
              <th scope="col" className="r">
                {t('sourcesUi:receipt.customers')}
              </th>
              <th scope="col">{t('sourcesUi:facts.encoding')}</th>
              <th scope="col">
                <span className="sr-only">{t('sourcesUi:list.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <tr key={source.sourceId}>
                <td>
                  <span className="ell name" title={source.name}>
                    {source.name}
                  </span>
                </td>
                <td className="nw">{fmt.date(source.importedAt, 'both')}</td>
                <td className="nw">{t(`sourcesUi:list.modes.${source.mode}`)}</td>
                <td className="r">{fmt.number(source.read)}</td>
                <td className="r">{fmt.number(source.stored)}</td>
                <td className={source.rejected > 0 ? 'r warn-text' : 'r'}>{fmt.number(source.rejected)}</td>
                <td className="r">{fmt.number(source.customers)}</td>
                <td className="nw">{ENCODINGS[source.encoding]}</td>
                <td className="acts">
                  <Button
                    kind="link"
                    onClick={() => {
                      open(source.sourceId);
                    }}
                  >
                    {t('sourcesUi:steps.receipt')}
                  </Button>
                  <IconButton
                    icon="trash"
                    size="sm"
                    label={t('sourcesUi:removeNamed', { name: source.name })}
                    disabled={busy}
                    onClick={() => {
                      void remove(source);
                    }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="cap">{t('sourcesUi:list.raw')}</p>
      </div>
    </>
  );
}
