import { useState } from 'react';
import type { Note } from '../../../shared/contract/notes.ts';
import { customerNamedIn } from '../../../shared/notes/text.ts';
import { useCommand, useQuery, useSettled } from '../../state/queries.ts';
import { go, select } from '../../state/store.ts';
import { Button, IconButton, Popover, TextInput, useLocale } from '../../ui/index.ts';
import sInspectors from './inspectors.module.css';
import s from './CustomerLinks.module.css';

/** Whom a note is about: found by key or name, shown masked; one, many or nobody. */
export function CustomerLinks({ note }: { note: Note }) {
  const { t } = useLocale();
  const unlink = useCommand('notes.unlink');
  const { data } = useQuery('workspace.info', {});
  return (
    <section>
      <h3 className="h">
        {t('notesUi:customers')}
        {data && data.customers > 0 ? <Finder note={note} /> : null}
      </h3>
      {data && data.customers === 0 && note.links.length === 0 ? <p className="cap">{t('notesUi:noTable')}</p> : null}
      {data && data.customers > 0 && note.links.length === 0 ? <p className="cap">{t('notesUi:noCustomers')}</p> : null}
      {data && data.customers > 0 ? <Named note={note} /> : null}
      <ul className={sInspectors.rows}>
        {note.links.map((link) => (
          <li key={link.link}>
            {link.customer === null ? (
              <span className="grow ell mut">{t('notesUi:linkAway')}</span>
            ) : (
              <button
                type="button"
                className="grow ell btn link"
                style={{ textAlign: 'left', justifyContent: 'flex-start' }}
                onClick={() => {
                  select({ segment: null, customers: [link.customer!] });
                  go({ view: 'customers' });
                }}
              >
                {link.key}
              </button>
            )}
            <span className="mut nw">{link.name}</span>
            <IconButton
              size="sm"
              icon="close"
              label={t('notesUi:unlink', { key: link.key })}
              onClick={() => void unlink.run({ links: [link.link] })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The customer whose key stands at the head of the text: proposed, not linked by itself. */
function Named({ note }: { note: Note }) {
  const { t } = useLocale();
  const key = customerNamedIn(note.text);
  const { data } = useQuery('notes.customers', { search: key ?? ' ' }, { enabled: key !== null });
  const link = useCommand('notes.link');
  const found = data?.find((one) => one.key === key);
  if (!found || note.links.some(({ customer }) => customer === found.customer)) return null;
  return (
    <p className={`row between ${s.named}`}>
      <span className="ell">{t('notesUi:namedInText', { key: found.key, name: found.name })}</span>
      <Button size="sm" busy={link.busy} onClick={() => void link.run({ id: note.id, customers: [found.customer] })}>
        {t('notesUi:linkThis')}
      </Button>
    </p>
  );
}

function Finder({ note }: { note: Note }) {
  const { t } = useLocale();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const search = useSettled(words.trim());
  const { data, loading } = useQuery('notes.customers', { search: search || ' ' }, { enabled: open && search !== '' });
  const link = useCommand('notes.link');
  const linked = new Set(note.links.map(({ customer }) => customer));
  const found = (data ?? []).filter(({ customer }) => !linked.has(customer));
  return (
    <Popover
      label={t('notesUi:link')}
      side="bottom-end"
      width={280}
      opened={open}
      onChange={setOpen}
      target={
        <Button kind="link" size="sm" onClick={() => setOpen(!open)}>
          {t('notesUi:link')}
        </Button>
      }
    >
      <TextInput
        type="search"
        aria-label={t('notesUi:findCustomer')}
        placeholder={t('notesUi:findCustomer')}
        maxLength={100}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ul className={s.found}>
        {search !== '' && !loading && found.length === 0 ? <li className="cap">{t('notesUi:nobody')}</li> : null}
        {found.map((one) => (
          <li key={one.customer}>
            <button type="button" onClick={() => void link.run({ id: note.id, customers: [one.customer] })}>
              <span className="grow ell">{one.key}</span>
              <span className="mut nw">{one.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
