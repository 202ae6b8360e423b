import type { Persona } from '../../../shared/contract/personas.ts';
import { avatarSvg } from '../../../shared/card/avatar.ts';

/** The picture a person chose, or the abstract figure in the segment's colour. Decorative: the name stands beside it. */
export function Avatar({
  persona,
  size,
}: {
  persona: Pick<Persona, 'avatarSeed' | 'colour' | 'fields'>;
  size: number;
}) {
  const own = persona.fields.find((field) => field.kind === 'avatar')?.value;
  const source =
    typeof own === 'string' && own.startsWith('data:image/')
      ? own
      : `data:image/svg+xml;charset=utf-8,${encodeURIComponent(avatarSvg(persona.avatarSeed, persona.colour, size))}`;
  return <img className="avatar" src={source} alt="" width={size} height={size} />;
}
