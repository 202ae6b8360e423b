import { Said, type Lang } from '../../shared/domain.ts';
import { sayIn } from '../../shared/locales/index.ts';
import { ofSystem } from '../core/failures.ts';

/** Why a shell could not start, as a sentence. An error of the core loses its class on the way out of the thread, not its sentence. */
export function reasonOf(error: unknown, lang: Lang): string {
  const known = ofSystem(error);
  const said = Said.safeParse((known as { said?: unknown }).said);
  if (said.success) return sayIn(lang, said.data);
  return known instanceof Error ? known.message : String(known);
}
