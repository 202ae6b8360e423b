import type { Out, Parsed } from '../../../../shared/contract.ts';
import { distinctNames, exportCard } from '../../../../shared/card/export.ts';
import { withLabels } from '../../../../shared/terms/spoken.ts';
import type { JobContext } from '../../area.ts';
import { labelsInView } from '../dictionary/columns.ts';
import { maskedCard } from '../privacy/cards.ts';
import { leavingCards, stayingSaid } from './leaving.ts';

/** Cards as files, one after another. They are judged together before the first, as they were when it began. */
export async function exportCards(
  context: JobContext,
  { ids, format, edition, lang = context.lang }: Parsed<'personas.export'>,
): Promise<Out<'personas.export'>> {
  const { cards, staying } = leavingCards(context.db, ids);
  const labels = labelsInView(context.db);
  const files: Out<'personas.export'>['files'] = [];
  let count = 0;
  for (const [done, leaving] of cards.entries()) {
    context.progress('jobs:step.export', done, cards.length);
    await context.breathe();
    const { card, masked } = maskedCard(withLabels(leaving, labels));
    count += masked;
    files.push({ persona: card.id, ...exportCard(card, { format, edition, lang }) });
  }
  const masked = count === 0 ? [] : [{ key: 'personas:staying.masked', values: { count } }];
  return { files: distinctNames(files), left: [...stayingSaid(staying), ...masked] };
}
