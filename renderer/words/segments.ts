import type { Segment } from '../../shared/contract/segments.ts';
import type { Locale } from '../ui/locale.ts';

/** What a segment is called: the user's name, else its working title in the reader's language. */
export const segmentName = ({ say }: Pick<Locale, 'say'>, segment: Pick<Segment, 'name' | 'title'>): string =>
  segment.name ?? say(segment.title);
