import { useRef, useState } from 'react';
import type { Consent, NoteKind } from '../../../shared/contract/notes.ts';
import type { Said } from '../../../shared/domain.ts';
import { handOver } from '../../state/intake.ts';
import { useJob } from '../../state/jobs.ts';
import { envelopeOf, tellFailure, useCommand } from '../../state/queries.ts';
import { tell } from '../../state/store.ts';
import {
  Button,
  Dialog,
  IconButton,
  Labelled,
  Notice,
  ProgressBar,
  Segmented,
  Select,
  TextInput,
  useLocale,
} from '../../ui/index.ts';
import { DayInput } from './DayInput.tsx';
import { CONSENTS, KINDS } from './NoteList.tsx';

export type AddMode = 'files' | 'paste' | 'tags';

/** Files a note can be made of, and files of a coded set. */
export const NOTE_FILES = /\.(txt|md|markdown|docx)$/i;
const TAG_FILES = /\.(csv|tsv|txt)$/i;

interface Told {
  readonly kind: NoteKind | '';
  readonly consent: Consent;
  readonly date: string | null;
}

/** Bring notes in: from files, from the clipboard, or with their codes from another tool. */
export function AddNotes({
  mode: first,
  files: given,
  text: pasted,
  onClose,
  onAdded,
}: {
  mode: AddMode;
  files: readonly File[];
  text: string;
  onClose: () => void;
  onAdded: (note: number | null) => void;
}) {
  const { t, fmt } = useLocale();
  const [mode, setMode] = useState<AddMode>(first);
  const [files, setFiles] = useState<readonly File[]>(given);
  const [text, setText] = useState(pasted);
  const [title, setTitle] = useState('');
  const [told, setTold] = useState<Told>({ kind: '', consent: 'unknown', date: null });
  const [left, setLeft] = useState<readonly { name: string; reason: Said }[]>([]);
  const [handing, setHanding] = useState(false);
  const add = useCommand('notes.add');
  const read = useJob('notes.import', { attach: false });
  const tags = useJob('notes.importTags', { attach: false });
  const busy = handing || read.running || tags.running || add.busy;
  const facts = {
    consent: told.consent,
    ...(told.kind === '' ? {} : { kind: told.kind }),
    ...(told.date === null ? {} : { date: told.date }),
  };
  const fitting = files.filter(({ name }) => (mode === 'tags' ? TAG_FILES : NOTE_FILES).test(name));
  const ready = mode === 'paste' ? text.trim() !== '' : fitting.length > 0;

  const hand = async () => {
    setHanding(true);
    try {
      const refs: string[] = [];
      for (const file of fitting.slice(0, 500)) refs.push((await handOver(file)).fileId);
      return refs;
    } catch (error) {
      tellFailure(envelopeOf(error));
      return null;
    } finally {
      setHanding(false);
    }
  };
  const send = async () => {
    if (mode === 'paste') {
      const note = await add.run({ text, ...(title.trim() === '' ? {} : { title: title.trim() }), ...facts });
      if (note) onAdded(note.id);
      return;
    }
    const refs = await hand();
    if (!refs || refs.length === 0) return;
    if (mode === 'tags') {
      // a second file beside the tagged passages is the codebook, whichever was chosen first
      const book = fitting.findIndex(({ name }) => /codebook|编码表|编码本/i.test(name));
      const set = refs.find((_, i) => i !== book) ?? refs[0]!;
      const out = await tags.run({
        file: set,
        ...(book >= 0 && refs.length > 1 ? { codebook: refs[book]! } : {}),
        ...facts,
      });
      if (!out) return;
      tell('calm', {
        key: 'notesUi:tagsIn',
        values: { tags: out.tags, quotes: out.quotes, themes: out.themes, skipped: out.skipped },
      });
      onAdded(out.notes[0] ?? null);
      return;
    }
    const out = await read.run({ files: refs, ...facts });
    if (!out) return;
    if (out.left.length === 0) onAdded(out.notes[0] ?? null);
    else {
      setLeft(out.left);
      setFiles([]);
    }
  };
  const progress = read.progress ?? tags.progress;
  return (
    <Dialog
      title={t('notesUi:addNotes')}
      onClose={() => {
        read.cancel();
        tags.cancel();
        onClose();
      }}
      width={620}
      footer={
        <>
          {busy && mode !== 'paste' ? (
            <ProgressBar progress={progress} label={t('jobs:step.notes')} width={140} />
          ) : null}
          <Button onClick={onClose}>{t(left.length > 0 ? 'common:close' : 'common:cancel')}</Button>
          <Button kind="primary" busy={busy} disabled={!ready} onClick={() => void send()}>
            {mode === 'files' && fitting.length > 0
              ? t('notesUi:importN', { count: fitting.length, n: fmt.number(fitting.length) })
              : t(`notesUi:send.${mode}`)}
          </Button>
        </>
      }
    >
      <div className="nt-add">
        <Segmented<AddMode>
          label={t('notesUi:from')}
          value={mode}
          options={(['files', 'paste', 'tags'] as const).map((value) => ({ value, label: t(`notesUi:mode.${value}`) }))}
          onChange={(next) => {
            setMode(next);
            setLeft([]);
          }}
        />
        {left.length > 0 ? <LeftOut left={left} /> : null}
        {mode === 'paste' ? (
          <>
            <Labelled label={t('notesUi:titleIfAny')}>
              <TextInput maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
            </Labelled>
            <Labelled label={t('notesUi:noteText')}>
              <textarea
                className="field"
                data-autofocus
                rows={10}
                value={text}
                placeholder={t('notesUi:pasteHere')}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            </Labelled>
          </>
        ) : (
          <Choose mode={mode} files={fitting} onFiles={setFiles} />
        )}
        <div className="nt-form">
          <Labelled label={t('notesUi:kind')}>
            <Select<NoteKind | ''>
              boxed
              fill
              value={told.kind}
              options={[
                { value: '', label: t('notesUi:kindFound') },
                ...KINDS.map((value) => ({ value, label: t(`notes:kind.${value}`) })),
              ]}
              onChange={(kind) => setTold({ ...told, kind })}
            />
          </Labelled>
          <Labelled label={t('notesUi:date')}>
            <DayInput label={t('notesUi:date')} value={told.date} onDay={(date) => setTold({ ...told, date })} />
          </Labelled>
          <Labelled label={t('notesUi:consent')}>
            <Select<Consent>
              boxed
              fill
              value={told.consent}
              options={CONSENTS.map((value) => ({
                value,
                label: value === 'unknown' && mode !== 'tags' ? t('notesUi:consentFound') : t(`notes:consent.${value}`),
              }))}
              onChange={(consent) => setTold({ ...told, consent })}
            />
          </Labelled>
        </div>
        <p className="cap">{t('notesUi:consentWhy')}</p>
      </div>
    </Dialog>
  );
}

function Choose({
  mode,
  files,
  onFiles,
}: {
  mode: 'files' | 'tags';
  files: readonly File[];
  onFiles: (files: readonly File[]) => void;
}) {
  const { t, fmt } = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const more = (list: FileList | null) => {
    const known = new Set(files.map(({ name, size }) => `${size} ${name}`));
    onFiles([...files, ...[...(list ?? [])].filter(({ name, size }) => !known.has(`${size} ${name}`))]);
  };
  return (
    <>
      <div
        className={over ? 'nt-drop over' : 'nt-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setOver(false);
          more(event.dataTransfer.files);
        }}
      >
        <p className="mid">{t(mode === 'files' ? 'notesUi:dropNotes' : 'notesUi:dropTags')}</p>
        <Button icon="file" onClick={() => input.current?.click()}>
          {t('notesUi:chooseFiles')}
        </Button>
        <input
          ref={input}
          className="sr-only"
          type="file"
          multiple
          tabIndex={-1}
          accept={mode === 'files' ? '.txt,.md,.markdown,.docx' : '.csv,.tsv,.txt'}
          aria-label={t('notesUi:chooseFiles')}
          onChange={(event) => {
            more(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        {mode === 'tags' ? <p className="cap">{t('notesUi:tagsForm')}</p> : null}
      </div>
      {files.length > 0 ? (
        <ul className="nt-rows nt-files">
          {files.map((file) => (
            <li key={`${file.size} ${file.name}`}>
              <span className="grow ell">{file.name}</span>
              <span className="cap nw">{fmt.bytes(file.size)}</span>
              <IconButton
                size="sm"
                icon="close"
                label={t('notesUi:notThis', { name: file.name })}
                onClick={() => onFiles(files.filter((one) => one !== file))}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function LeftOut({ left }: { left: readonly { name: string; reason: Said }[] }) {
  const { t, say } = useLocale();
  return (
    <Notice title={t('notesUi:leftOut', { count: left.length })}>
      <ul>
        {left.slice(0, 6).map(({ name, reason }) => (
          <li key={name} className="sm">
            {t('notesUi:leftOutWhy', { name, why: say(reason) })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
