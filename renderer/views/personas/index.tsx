import type { Persona } from '../../../shared/contract/personas.ts';
import { useQuery } from '../../state/queries.ts';
import { type Route, useStore } from '../../state/store.ts';
import { Answered } from '../../ui/index.ts';
import { Compare } from './Compare.tsx';
import { Designer } from './Designer.tsx';
import { Gallery } from './Gallery.tsx';

/** Step 4: the cards, one of them, or several side by side. */
export function PersonasView() {
  const route = useStore((state) => state.route);
  const personas = useQuery('personas.list', {}, { keep: true });
  return <Answered query={personas}>{(all) => <Cards personas={all} id={route.id} mode={route.mode} />}</Answered>;
}

function Cards({ personas, id, mode }: { personas: readonly Persona[] } & Pick<Route, 'id' | 'mode'>) {
  if (mode?.startsWith('compare-')) {
    const ids = mode.slice('compare-'.length).split('-').map(Number);
    const compared = ids.flatMap((one) => personas.find((persona) => persona.id === one) ?? []);
    if (compared.length >= 2) return <Compare personas={compared} />;
  }
  const open = personas.find((persona) => persona.id === id);
  return open ? <Designer key={open.id} persona={open} personas={personas} /> : <Gallery personas={personas} />;
}
