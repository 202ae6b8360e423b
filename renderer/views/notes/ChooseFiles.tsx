import { useRef, useState } from 'react';
import { Button, IconButton, useLocale } from '../../ui/index.ts';
import sInspectors from './inspectors.module.css';
import s from './ChooseFiles.module.css';

interface ChooseFilesProps {
  mode: 'files' | 'tags';
  files: readonly File[];
  onFiles: (files: readonly File[]) => void;
}

/** Files to be dropped here or chosen, and those that are. One is not taken twice. */
export function ChooseFiles({ mode, files, onFiles }: ChooseFilesProps) {
  const { t } = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const more = (list: FileList | null) => {
    const known = new Set(files.map(({ name, size }) => `${size} ${name}`));
    onFiles([...files, ...[...(list ?? [])].filter(({ name, size }) => !known.has(`${size} ${name}`))]);
  };
  return (
    <>
      <div
        className={over ? `${s.drop} ${s.over}` : s.drop}
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
      {files.length > 0 ? <Chosen files={files} onFiles={onFiles} /> : null}
    </>
  );
}

function Chosen({ files, onFiles }: Omit<ChooseFilesProps, 'mode'>) {
  const { t, fmt } = useLocale();
  return (
    <ul className={`${sInspectors.rows} ${s.files}`}>
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
  );
}
