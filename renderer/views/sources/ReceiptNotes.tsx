import type { Receipt } from '../../../shared/contract/sources.ts';
import { KINDS } from '../../../shared/kinds.ts';
import { useLocale } from '../../ui/index.ts';
import { ABOUT_ROWS } from './Notices.tsx';

/** What was said about the file when it was read: what was completed, left out or taken for something. */
export function ReceiptNotes({ receipt }: { receipt: Receipt }) {
  const { t, say } = useLocale();
  const { kind, notes } = receipt;
  // how many customers are few is a question of lists of customers
  const told = KINDS[kind].lists
    ? notes
    : notes.filter(({ key }) => !ABOUT_ROWS.has(key) && key !== 'sources:note.few');
  if (told.length === 0) return null;
  return (
    <section aria-labelledby="notes-title">
      <h2 className="h" id="notes-title">
        {t('sourcesUi:receipt.notes')}
      </h2>
      <ul className="mid">
        {told.map((note) => (
          <li key={say(note)}>{say(note)}</li>
        ))}
      </ul>
    </section>
  );
}
