import { Fragment, type ReactElement } from 'react';
import type {
  Content,
  Distribution as DistributionItem,
  Figure,
  Section,
  Trait,
} from '../../../../shared/card/blocks.ts';
import { useLocale } from '../../../ui/index.ts';
import type { Desk } from './desk.ts';
import { Distribution } from './Distribution.tsx';
import { Lines } from './Lines.tsx';
import { Amount, Choice, Picture, Scale } from './OwnValue.tsx';
import s from './Section.module.css';

interface SectionProps {
  section: Section;
  desk: Desk;
}

/** A field of the face under its name, which leads to the field. */
export function SectionView({ section, desk }: SectionProps) {
  const { t } = useLocale();
  const { field, label, n, content } = section;
  const ticks = content.some((one) => one.kind === 'distributions' && hasTicks(one.items[0]));
  return (
    <section className={desk.field === field ? `${s.block} ${s.on}` : s.block} aria-label={label}>
      <div className={s.lb}>
        <button type="button" onClick={() => desk.onField(field)}>
          {label}
        </button>
        {n === null ? null : (
          <span>
            {ticks ? `${t('personasUi:tickKey')} · ` : ''}
            {t('charts:n', { n })}
          </span>
        )}
      </div>
      <Contents section={section} desk={desk} />
    </section>
  );
}

const hasTicks = (first: DistributionItem | undefined): boolean =>
  first !== undefined && first.drawn === 'bars' && first.levels.length > 0;

/** What stands in a field, and the controls that fill it. */
export function Contents({ section, desk }: SectionProps) {
  return section.content.map((content) => (
    <ContentView key={content.kind} content={content} section={section} desk={desk} />
  ));
}

/** A content of a field on the screen; what people fill is drawn by what fills it. */
export function ContentView({ content, section, desk }: SectionProps & { content: Content }): ReactElement {
  const filled = {
    label: section.label,
    onSave: (value: string | number | null) => void desk.change({ do: 'value', field: section.field, value }),
  };
  switch (content.kind) {
    case 'paragraph':
      return <p>{content.text}</p>;
    case 'amount':
      return <Amount {...filled} value={content.value} />;
    case 'scale':
      return <Scale {...filled} value={content.value} />;
    case 'choice':
      return <Choice {...filled} value={content.value} options={content.options} />;
    case 'picture':
      return <Picture {...filled} source={content.source} />;
    case 'statements':
    case 'quotes':
      return <Lines content={content} section={section} desk={desk} />;
    case 'figures':
      return <Figures items={content.items} section={section} desk={desk} />;
    case 'traits':
      return <Traits items={content.items} section={section} desk={desk} />;
    case 'distributions':
      return <Distributions items={content.items} section={section} desk={desk} />;
  }
}

type Items<T> = SectionProps & { items: readonly T[] };

function Figures({ items, section, desk }: Items<Figure>) {
  return (
    <div className={s.cardFigures}>
      {items.map(({ claim, text, figure }) => (
        <button
          key={claim}
          type="button"
          aria-pressed={desk.claim === claim}
          onClick={() => desk.onClaim(section.field, claim)}
        >
          <b className="disp">{figure?.value ?? text}</b>
          <span>{figure?.caption}</span>
        </button>
      ))}
    </div>
  );
}

function Traits({ items, section, desk }: Items<Trait>) {
  return (
    <ul className={s.differences}>
      {items.map(({ claim, text, effect, beside }) => (
        <li key={claim}>
          <button
            type="button"
            className={s.claim}
            aria-pressed={desk.claim === claim}
            onClick={() => desk.onClaim(section.field, claim)}
          >
            <span>{text}</span>
            {effect === null ? null : <b className="num">{effect}</b>}
            {beside === null ? null : <span className={s.words}>{beside}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Distributions({ items, section, desk }: Items<DistributionItem>) {
  return (
    <Fragment>
      {items.map((one) => (
        <button
          key={one.claim}
          type="button"
          className={s.claim}
          aria-pressed={desk.claim === one.claim}
          onClick={() => desk.onClaim(section.field, one.claim)}
        >
          <span className="sr-only">{one.text}</span>
          <span aria-hidden="true">
            <Distribution distribution={one} colour={desk.persona.colour} />
          </span>
          {one.beside === null ? null : <span className={s.words}>{one.beside}</span>}
        </button>
      ))}
    </Fragment>
  );
}
