import { useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import type { Consent, NoteKind } from '../../../shared/contract/notes.ts';
import {
  Button,
  Dialog,
  Labelled,
  Notice,
  ProgressBar,
  Segmented,
  Select,
  TextInput,
  useLocale,
} from '../../ui/index.ts';
import { ChooseFiles } from './ChooseFiles.tsx';
import { DayInput } from './DayInput.tsx';
import { CONSENTS, KINDS } from './NoteList.tsx';
import { useBringing, type Facts } from './useBringing.ts';
import s from './AddNotes.module.css';

export type AddMode = 'files' | 'paste' | 'tags';

/** Files a note can be made of, and files of a coded set. */
export const NOTE_FILES = /\.(txt|md|markdown|docx)$/i;
const TAG_FILES = /\.(csv|tsv|txt)$/i;

interface AddNotesProps {
  mode: AddMode;
  files: readonly File[];
  text: string;
  onClose: () => void;
  onAdded: (note: number | null) => void;
}

/** Bring notes in: from files, from the clipboard, or with their codes from another tool. */
export function AddNotes({ mode: first, files: given, text: pasted, onClose, onAdded }: AddNotesProps) {
  const { t, fmt } = useLocale();
  const [mode, setMode] = useState<AddMode>(first);
  const [files, setFiles] = useState<readonly File[]>(given);
  const [text, setText] = useState(pasted);
  const [title, setTitle] = useState('');
  const [told, setTold] = useState<Told>({ kind: '', consent: 'unknown', date: null });
  const [left, setLeft] = useState<Left>([]);
  const { bringText, bringFiles, bringTags, giveUp, busy, progress } = useBringing();
  const fitting = files.filter(({ name }) => (mode === 'tags' ? TAG_FILES : NOTE_FILES).test(name));
  const ready = mode === 'paste' ? text.trim() !== '' : fitting.length > 0;
  const send = async () => {
    const facts = factsOf(told);
    if (mode === 'paste') {
      const note = await bringText(text, title.trim(), facts);
      if (note) onAdded(note.id);
      return;
    }
    const out = mode === 'tags' ? await bringTags(fitting, facts) : await bringFiles(fitting, facts);
    if (!out) return;
    if ('left' in out && out.left.length > 0) {
      setLeft(out.left);
      setFiles([]);
    } else onAdded(out.notes[0] ?? null);
  };
  const leave = () => {
    giveUp();
    onClose();
  };
  return (
    <Dialog
      title={t('notesUi:addNotes')}
      onClose={leave}
      width={620}
      footer={
        <>
          {busy && mode !== 'paste' ? (
            <ProgressBar progress={progress} label={t('jobs:step.notes')} width={140} />
          ) : null}
          <Button onClick={leave}>{t(left.length > 0 ? 'common:close' : 'common:cancel')}</Button>
          <Button kind="primary" busy={busy} disabled={!ready} onClick={() => void send()}>
            {mode === 'files' && fitting.length > 0
              ? t('notesUi:importN', { count: fitting.length, n: fmt.number(fitting.length) })
              : t(`notesUi:send.${mode}`)}
          </Button>
        </>
      }
    >
      <div className={s.add}>
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
          <PasteFields title={title} onTitle={setTitle} text={text} onText={setText} />
        ) : (
          <ChooseFiles mode={mode} files={fitting} onFiles={setFiles} />
        )}
        <ToldFields told={told} mode={mode} onTold={setTold} />
        <p className="cap">{t('notesUi:consentWhy')}</p>
      </div>
    </Dialog>
  );
}

/** What the fields say; an empty one leaves it to what the text tells. */
interface Told {
  readonly kind: NoteKind | '';
  readonly consent: Consent;
  readonly date: string | null;
}

const factsOf = ({ kind, consent, date }: Told): Facts => ({
  consent,
  ...(kind === '' ? {} : { kind }),
  ...(date === null ? {} : { date }),
});

interface ToldFieldsProps {
  told: Told;
  mode: AddMode;
  onTold: (told: Told) => void;
}

function ToldFields({ told, mode, onTold }: ToldFieldsProps) {
  const { t } = useLocale();
  return (
    <div className={s.form}>
      <Labelled label={t('notesUi:kind')}>
        <Select<NoteKind | ''>
          boxed
          fill
          value={told.kind}
          options={[
            { value: '', label: t('notesUi:kindFound') },
            ...KINDS.map((value) => ({ value, label: t(`notes:kind.${value}`) })),
          ]}
          onChange={(kind) => onTold({ ...told, kind })}
        />
      </Labelled>
      <Labelled label={t('notesUi:date')}>
        <DayInput label={t('notesUi:date')} value={told.date} onDay={(date) => onTold({ ...told, date })} />
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
          onChange={(consent) => onTold({ ...told, consent })}
        />
      </Labelled>
    </div>
  );
}

interface PasteFieldsProps {
  title: string;
  onTitle: (title: string) => void;
  text: string;
  onText: (text: string) => void;
}

function PasteFields({ title, onTitle, text, onText }: PasteFieldsProps) {
  const { t } = useLocale();
  return (
    <>
      <Labelled label={t('notesUi:titleIfAny')}>
        <TextInput maxLength={200} value={title} onChange={(event) => onTitle(event.currentTarget.value)} />
      </Labelled>
      <Labelled label={t('notesUi:noteText')}>
        <textarea
          className="field"
          data-autofocus
          rows={10}
          value={text}
          placeholder={t('notesUi:pasteHere')}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      </Labelled>
    </>
  );
}

type Left = Out<'notes.import'>['left'];

function LeftOut({ left }: { left: Left }) {
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
