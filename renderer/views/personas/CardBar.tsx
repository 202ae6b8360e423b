import type { Persona } from '../../../shared/contract/personas.ts';
import type { Edition } from '../../../shared/card/blocks.ts';
import { useCommand } from '../../state/queries.ts';
import { go } from '../../state/store.ts';
import { Button, IconButton, Kbd, Menu, Segmented, useLocale } from '../../ui/index.ts';
import { COMPARED } from './words.ts';
import s from './CardBar.module.css';

export interface CardBarProps {
  persona: Persona;
  personas: readonly Persona[];
  side: Edition;
  onSide: (side: Edition) => void;
  onExport: () => void;
}

/** Above the card: which side is up, what it rests on, and what can be done with it. */
export function CardBar({ persona, personas, side, onSide, onExport }: CardBarProps) {
  const { t } = useLocale();
  const compare = () => {
    const compared = [persona, ...personas.filter((p) => p.id !== persona.id)].slice(0, COMPARED);
    go({ view: 'personas', mode: `compare-${compared.map((p) => p.id).join('-')}` });
  };
  return (
    <div className={s.cardbar}>
      <Segmented<Edition>
        label={t('personasUi:side')}
        value={side}
        options={[
          { value: 'face', label: t('personasUi:face') },
          { value: 'evidence', label: t('personasUi:evidence'), hint: <Kbd>E</Kbd> },
        ]}
        onChange={onSide}
      />
      <span className="cap ell grow">
        {t('personasUi:cardBasis', { preset: t(`personas:preset.${persona.preset}`) })}
      </span>
      <CardMenu persona={persona} />
      {personas.length > 1 ? (
        <Button kind="ghost" onClick={compare}>
          {t('personasUi:compare')}
        </Button>
      ) : null}
      <Button kind="primary" onClick={onExport}>
        {t('personasUi:export')}
      </Button>
    </div>
  );
}

function CardMenu({ persona }: { persona: Persona }) {
  const { t } = useLocale();
  const duplicate = useCommand('personas.duplicate');
  const remove = useCommand('personas.remove');
  return (
    <Menu
      side="bottom-end"
      target={<IconButton icon="more" label={t('personasUi:more')} />}
      entries={[
        {
          label: t('personasUi:duplicate'),
          icon: 'copy',
          run: () =>
            void duplicate.run({ id: persona.id }).then((made) => made && go({ view: 'personas', id: made.id })),
        },
        '-',
        {
          label: t('personasUi:removeCard'),
          icon: 'trash',
          danger: true,
          run: () => void remove.run({ id: persona.id }).then((done) => done && go({ view: 'personas' })),
        },
      ]}
    />
  );
}
