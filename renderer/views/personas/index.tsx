import { useQuery } from '../../state/queries.ts';
import { useStore } from '../../state/store.ts';
import { Failed, Waiting } from '../../ui/index.ts';
import { Compare } from './Compare.tsx';
import { Designer } from './Designer.tsx';
import { Gallery } from './Gallery.tsx';
import './personas.css';
import './card/card.css';

/** Step 4: the cards, one of them, or several side by side. */
export function PersonasView() {
  const route = useStore((state) => state.route);
  const { data, error, refetch } = useQuery('personas.list', {}, { keep: true });
  if (error) return <Failed error={error} retry={refetch} />;
  if (!data) return <Waiting />;
  if (route.mode?.startsWith('compare-')) {
    const ids = route.mode.slice('compare-'.length).split('-').map(Number);
    const compared = ids.flatMap((id) => data.find((persona) => persona.id === id) ?? []);
    if (compared.length >= 2) return <Compare personas={compared} />;
  }
  const open = data.find((persona) => persona.id === route.id);
  return open ? <Designer key={open.id} persona={open} personas={data} /> : <Gallery personas={data} />;
}
