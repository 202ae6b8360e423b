import type { Persona } from '../../contract/personas.ts';
import type { Lang } from '../../domain.ts';
import type { Edition } from '../blocks.ts';
import { escapeHtml } from '../escape.ts';
import { layoutCard } from '../layout.ts';
import { shareable } from '../safe.ts';
import { cardStyle, type Sheet } from '../style.ts';
import { segmentHue } from '../tokens.ts';
import { article } from './blocks.ts';

/** Nothing is fetched and nothing runs: styles and pictures come from the document itself. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * A card as one self-contained HTML document: no script, no address, every text escaped, nothing below the privacy
 * floor.
 * @param sheet `screen` to open in a browser, `picture` 744 CSS pixels wide to be drawn, `pages` for A4
 */
export function cardHtml(persona: Persona, options: { edition: Edition; lang: Lang; sheet: Sheet }): string {
  const { edition, lang, sheet } = options;
  const layout = layoutCard(shareable(persona), { edition, lang, place: 'paper' });
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width"><title>${escapeHtml(layout.title)}</title><style>${cardStyle(segmentHue(layout.colour), sheet)}</style></head><body>${article(layout)}</body></html>
`;
}
