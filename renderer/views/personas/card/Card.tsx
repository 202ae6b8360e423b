import type { ReactElement } from 'react';
import type { Block, CardLayout, Edition, FootBlock, RowBlock } from '../../../../shared/card/blocks.ts';
import { layoutCard } from '../../../../shared/card/layout.ts';
import { segmentColour, useLocale } from '../../../ui/index.ts';
import type { Desk } from './desk.ts';
import { EvidenceTable } from './EvidenceTable.tsx';
import { Head, SmallHead } from './Head.tsx';
import { HealthBar } from './HealthBar.tsx';
import { Contents, SectionView } from './Section.tsx';
import s from './Card.module.css';

/**
 * A side of the card. The face has no evidence marks, only assumptions are marked, and everything people write is edited in
 * place; the evidence has one row a claim.
 */
export function Card({ edition, desk }: { edition: Edition; desk: Desk }) {
  const { lang } = useLocale();
  const layout = layoutCard(desk.persona, { edition, lang, place: 'screen' });
  return (
    <article
      className={edition === 'face' ? s.card : `${s.card} ${s.back}`}
      style={{ borderTopColor: segmentColour(layout.colour) }}
      aria-labelledby="card-title"
    >
      {layout.blocks.map((block, i) => (
        <BlockView key={`${i} ${block.kind}`} block={block} layout={layout} desk={desk} />
      ))}
    </article>
  );
}

/** A block on the screen. */
export function BlockView({ block, layout, desk }: { block: Block; layout: CardLayout; desk: Desk }): ReactElement {
  switch (block.kind) {
    case 'head':
      return layout.edition === 'face' ? <Head head={block} desk={desk} /> : <SmallHead head={block} desk={desk} />;
    case 'figures':
      return <Contents section={block.section} desk={desk} />;
    case 'row':
      return <Row row={block} desk={desk} />;
    case 'foot':
      return <Foot foot={block} />;
    case 'health':
      return (
        <div className={s.healthrow}>
          <HealthBar health={block.health} long />
        </div>
      );
    case 'table':
      return <EvidenceTable table={block} desk={desk} />;
    case 'legend':
      return <Legend />;
  }
}

function Row({ row, desk }: { row: RowBlock; desk: Desk }) {
  return (
    <div className={s.tri}>
      {row.cells.map((sections) => (
        <div key={sections[0]?.field}>
          {sections.map((section) => (
            <SectionView key={section.field} section={section} desk={desk} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Foot({ foot: { dataAsOf, health, review } }: { foot: FootBlock }) {
  return (
    <footer className={s.cardFoot}>
      <span>{dataAsOf}</span>
      {health === null ? null : <HealthBar health={health} />}
      <span>{review}</span>
    </footer>
  );
}

/** On the screen the key is one sentence, under the strips as they are drawn here. */
function Legend() {
  const { t } = useLocale();
  return (
    <footer className={s.cardFoot}>
      <span>{t('segmentsUi:stripKey')}</span>
      <span>{t('personasUi:corrected')}</span>
    </footer>
  );
}
