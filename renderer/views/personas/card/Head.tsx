import type { HeadBlock } from '../../../../shared/card/blocks.ts';
import { Shape, useLocale } from '../../../ui/index.ts';
import { Avatar } from '../Avatar.tsx';
import type { Desk } from './desk.ts';
import { EditableText } from './EditableText.tsx';
import { Contents } from './Section.tsx';
import sCard from './Card.module.css';
import s from './Head.module.css';

interface HeadProps {
  head: HeadBlock;
  desk: Desk;
}

/** The head of the face: the names are edited where they stand, the picture beside the card. */
export function Head({ head: { portrait, kicker, title, cut, sizes, sections }, desk }: HeadProps) {
  const { t, say } = useLocale();
  const { persona, change, onField } = desk;
  return (
    <header className={s.cardHead}>
      {portrait === null ? null : (
        <button
          type="button"
          className={s.avatarButton}
          aria-label={t('personasUi:avatar')}
          onClick={() => onField('avatar')}
        >
          <Avatar portrait={portrait} size={120} />
        </button>
      )}
      <div className="grow">
        <p className={s.kick}>
          {sizes === null ? null : <Shape colour={persona.colour} size={10} />}
          <span>{kicker.preset}</span>
          <span>{kicker.stage}</span>
        </p>
        <h1 id="card-title" className="disp" aria-label={title}>
          <EditableText
            label={t('personasUi:title')}
            value={persona.name || say(persona.title)}
            maxLength={120}
            onSave={(text) => void change({ do: 'rename', name: text })}
          />
          <EditableText
            className={sCard.person}
            label={t('personasUi:person')}
            value={persona.person}
            placeholder={t('personasUi:personPrompt')}
            maxLength={60}
            onSave={(text) => void change({ do: 'person', person: text })}
          />
        </h1>
        {cut === null ? null : <p className={s.cut}>{cut}</p>}
        {sections.map((section) => (
          <Contents key={section.field} section={section} desk={desk} />
        ))}
      </div>
    </header>
  );
}

/** The head of the evidence: the same made small. */
export function SmallHead({ head: { portrait, kicker, title, cut, sizes }, desk }: HeadProps) {
  const { t } = useLocale();
  const { persona } = desk;
  return (
    <header className={`${s.cardHead} ${s.small}`}>
      {portrait === null ? null : <Avatar portrait={portrait} size={56} />}
      <div className="grow">
        <p className={s.kick}>
          {sizes === null ? null : <Shape colour={persona.colour} size={10} />}
          <span>{kicker.preset}</span>
          <span>{t('personasUi:evidenceEdition')}</span>
        </p>
        <h1 id="card-title" className="disp">
          {title}
        </h1>
        {cut === null ? null : <p className={s.cut}>{cut}</p>}
      </div>
      {sizes === null ? null : (
        <p className="cap r">
          {t('personasUi:groupN', { n: persona.n })}
          <br />
          {t('personasUi:everyoneN', { n: persona.total })}
        </p>
      )}
    </header>
  );
}
