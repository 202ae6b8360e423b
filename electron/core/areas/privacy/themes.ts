import type { Codebook, LeavingPairs } from '../../../../shared/contract/notes.ts';
import { left } from './door.ts';

/** Which themes go together, as it leaves: people type names of others into names of themes. */
export function pairsLeft({ themes, pairs }: Pick<Codebook, 'themes' | 'pairs'>): LeavingPairs {
  const names = new Map(themes.map(({ id, name }) => [id, name]));
  const named = pairs.map(({ a, b, quotes }) => ({ a: names.get(a) ?? '', b: names.get(b) ?? '', quotes }));
  return left({ pairs: named }, 0);
}
