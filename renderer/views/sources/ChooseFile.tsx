import { useRef } from 'react';
import { openSample } from '../../actions.ts';
import { shellWindow } from '../../state/connection.ts';
import { importFile, takeFiles } from '../../state/intake.ts';
import { envelopeOf, tellFailure } from '../../state/queries.ts';
import { go, keepDraft, useStore } from '../../state/store.ts';
import { Button, Icon, Kbd, ProgressBar, useLocale } from '../../ui/index.ts';
import { keyCaps } from '../../frame/keys.ts';
import { Removed } from './Removed.tsx';
import { WizardHead } from './Steps.tsx';

const ACCEPT = '.xlsx,.xlsm,.csv,.tsv,.tab,.txt,.dat,.json,.jsonl,.ndjson';

/** The first step: choose, drop or paste a file. `first`: the workspace holds no data yet. */
export function ChooseFile({ first, next }: { first: boolean; next: string | null }) {
  const { t, fmt } = useLocale();
  const upload = useStore((state) => state.handing);
  const input = useRef<HTMLInputElement>(null);
  const run = (work: () => Promise<void>) => {
    work().catch((error: unknown) => {
      tellFailure(envelopeOf(error));
    });
  };
  const choose = () => {
    // only a file field of the page can tell how much of an upload has gone
    if (shellWindow().shell === 'browser') input.current?.click();
    else
      run(async () => {
        const file = await shellWindow().pickFile('table');
        if (file) await importFile(file);
      });
  };
  return (
    <>
      <WizardHead
        title={
          next === null
            ? t(first ? 'sourcesUi:choose.title' : 'sourcesUi:choose.another')
            : t('sourcesUi:choose.next', { name: next })
        }
        file={t(next === null ? 'sourcesUi:choose.basis' : 'sourcesUi:choose.nextBasis')}
        now="file"
      />
      <div className="choose scroll">
        <div className="choose-zone">
          <Icon name="upload" size={28} />
          {upload ? (
            <div className="choose-up" role="status">
              <p className="ell" title={upload.name}>
                {t('sourcesUi:choose.handing', { name: upload.name })}
              </p>
              <ProgressBar
                progress={{ step: '', done: upload.done, total: upload.total }}
                label={t('sourcesUi:choose.handing', { name: upload.name })}
                width={280}
              />
              <p className="cap">
                {fmt.bytes(upload.done)} / {fmt.bytes(upload.total)}
              </p>
            </div>
          ) : (
            <>
              <p className="b">{t(next === null ? 'sourcesUi:choose.drop' : 'sourcesUi:choose.dropOne')}</p>
              <p className="mid">
                {t('sourcesUi:choose.paste')} <Kbd>{keyCaps(['Mod+V'])}</Kbd>
              </p>
              <Button kind="primary" size="lg" onClick={choose}>
                {t('sourcesUi:choose.button')}
              </Button>
              <input
                ref={input}
                className="sr-only"
                type="file"
                accept={ACCEPT}
                tabIndex={-1}
                aria-label={t('sourcesUi:choose.button')}
                multiple={next === null}
                onChange={(event) => {
                  const files = [...(event.currentTarget.files ?? [])];
                  event.currentTarget.value = '';
                  run(() => takeFiles(files));
                }}
              />
            </>
          )}
          <p className="cap">{t('sourcesUi:choose.formats')}</p>
          <p className="cap">{t('sourcesUi:choose.encodings')}</p>
        </div>
        <p className="row">
          {first ? (
            <Button
              kind="link"
              onClick={() => {
                run(openSample);
              }}
            >
              {t('sourcesUi:choose.sample')}
            </Button>
          ) : (
            <Button
              kind="link"
              onClick={() => {
                keepDraft('sources.next', undefined);
                go({ view: 'sources' });
              }}
            >
              {t('sourcesUi:choose.back')}
            </Button>
          )}
        </p>
        {first ? <Removed /> : null}
      </div>
    </>
  );
}
