import type { Content, Section, Statement } from '../../../../shared/card/blocks.ts';
import { fieldPrompt } from '../../../../shared/card/claims.ts';
import type { PersonaChange } from '../../../../shared/contract/personas.ts';
import { IconButton, Tag, useLocale } from '../../../ui/index.ts';
import type { Desk } from './desk.ts';
import { EditableText } from './EditableText.tsx';
import s from './Lines.module.css';

export interface LinesProps {
  content: Extract<Content, { kind: 'statements' | 'quotes' }>;
  section: Section;
  desk: Desk;
}

type Written = Extract<PersonaChange, { do: 'lines' }>['lines'];

/** What people write into a field: one line a statement, each an assumption until it is given a basis. */
export function Lines({ content: { kind, items, single }, section, desk }: LinesProps) {
  const { t, lang } = useLocale();
  const { field, label } = section;
  // from the card, for a line that is withheld keeps its words
  const written = (desk.persona.fields.find(({ key }) => key === field)?.claims ?? [])
    .filter(({ said }) => said === null)
    .map(({ id, text, basis }) => ({ id, text, basis }));
  const save = (lines: Written) => void desk.change({ do: 'lines', field, lines });
  return (
    <ul className={kind === 'quotes' ? `${s.lines} ${s.quotes}` : s.lines}>
      {items.map((one) => (
        <Line
          key={one.claim}
          line={one}
          label={label}
          onClaim={() => desk.onClaim(field, one.claim)}
          onSave={(text) =>
            save(written.flatMap((line) => (line.id !== one.claim ? [line] : text === '' ? [] : [{ ...line, text }])))
          }
        />
      ))}
      {single && written.length > 0 ? null : (
        <li className={s.add}>
          <EditableText
            label={t('personasUi:addTo', { field: label })}
            value=""
            placeholder={written.length === 0 ? fieldPrompt({ key: field }, lang) : t('personasUi:addLine')}
            multiline
            onSave={(text) => {
              if (text !== '') save([...written, { text, basis: 'assumption' }]);
            }}
          />
        </li>
      )}
    </ul>
  );
}

interface LineProps {
  line: Statement;
  label: string;
  onClaim: () => void;
  onSave: (text: string) => void;
}

function Line({ line, label, onClaim, onSave }: LineProps) {
  const { t } = useLocale();
  if (line.withheld)
    return (
      <li>
        <button type="button" className={`${s.datum} mut`} onClick={onClaim}>
          {t('personasUi:withheldQuote')}
        </button>
      </li>
    );
  if (!line.written)
    return (
      <li>
        <button type="button" className={s.datum} onClick={onClaim}>
          {line.text}
        </button>
      </li>
    );
  return (
    <li className={line.assumed === null ? '' : s.assumed}>
      <EditableText label={label} value={line.text} multiline onSave={onSave} />
      {line.assumed === null ? (
        <IconButton size="sm" icon="info" label={t('personasUi:evidenceOf')} onClick={onClaim} />
      ) : (
        <button type="button" className={s.mark} onClick={onClaim}>
          <Tag tone="dashed">{line.assumed}</Tag>
        </button>
      )}
    </li>
  );
}
