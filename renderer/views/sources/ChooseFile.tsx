import { useRef } from 'react';
import { openSample } from '../../actions.ts';
import { shellWindow } from '../../state/connection.ts';
import { importFile, takeFiles } from '../../state/intake.ts';
import { attempt } from '../../state/queries.ts';
import { go, keepDraft, useStore } from '../../state/store.ts';
import { Button, Icon, Kbd, ProgressBar, useLocale } from '../../ui/index.ts';
import { keyCaps } from '../../frame/keys.ts';
import { Removed } from './Removed.tsx';
import { WizardHead } from './Steps.tsx';
import s from './ChooseFile.module.css';

const ACCEPT =
  '.xlsx,.xlsm,.xls,.ods,.csv,.tsv,.tab,.txt,.dat,.json,.jsonl,.ndjson,.htm,.html,.xml,.parquet,.sav,.zsav,.zip';

/** The first step: choose, drop or paste a file. `first`: the workspace holds no data yet. */
export function ChooseFile({ first, next }: { first: boolean; next: string | null }) {
  const { t } = useLocale();
  const upload = useStore((state) => state.handing);
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
      <div className={`${s.choose} scroll`}>
        <div className={s.zone}>
          <Icon name="upload" size={28} />
          {upload ? <Upload {...upload} /> : <FileField several={next === null} />}
          <p className="cap">{t('sourcesUi:choose.formats')}</p>
          <p className="cap">{t('sourcesUi:choose.encodings')}</p>
        </div>
        <p className="row">
          <Button kind="link" onClick={first ? () => void attempt(openSample) : toList}>
            {t(first ? 'sourcesUi:choose.sample' : 'sourcesUi:choose.back')}
          </Button>
        </p>
        {first ? <Removed /> : null}
      </div>
    </>
  );
}

function toList(): void {
  keepDraft('sources.next', undefined);
  go({ view: 'sources' });
}

/** How much of a file has been handed over. */
function Upload({ name, done, total }: { name: string; done: number; total: number }) {
  const { t, fmt } = useLocale();
  const label = t('sourcesUi:choose.handing', { name });
  return (
    <div className={s.up} role="status">
      <p className="ell" title={name}>
        {label}
      </p>
      <ProgressBar progress={{ step: '', done, total }} label={label} width={280} />
      <p className="cap">
        {fmt.bytes(done)} / {fmt.bytes(total)}
      </p>
    </div>
  );
}

/** The button that asks for a file. `several`: of more than one at a time a list is made. */
function FileField({ several }: { several: boolean }) {
  const { t } = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const choose = () => {
    // only a file field of the page can tell how much of an upload has gone
    if (shellWindow().shell === 'browser') input.current?.click();
    else
      void attempt(async () => {
        const file = await shellWindow().pickFile('table');
        if (file) await importFile(file);
      });
  };
  return (
    <>
      <p className="b">{t(several ? 'sourcesUi:choose.drop' : 'sourcesUi:choose.dropOne')}</p>
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
        multiple={several}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          void attempt(() => takeFiles(files));
        }}
      />
    </>
  );
}
