import { avatarSvg } from '../../../shared/card/avatar.ts';
import type { Portrait } from '../../../shared/card/blocks.ts';
import s from './Avatar.module.css';

/** The picture a person chose, or the abstract figure in the segment's colour. Decorative: the name stands beside it. */
export function Avatar({ portrait: { picture, seed, colour }, size }: { portrait: Portrait; size: number }) {
  const source = picture ?? `data:image/svg+xml;charset=utf-8,${encodeURIComponent(avatarSvg(seed, colour, size))}`;
  return <img className={s.avatar} src={source} alt="" width={size} height={size} />;
}
