import type { Audience, Left } from '../../../shared/contract/leaving.ts';
import { escapeHtml } from '../../../shared/card/escape.ts';
import type { Said } from '../../../shared/domain.ts';
import { envelopeOf } from '../../state/answers.ts';
import { attempt, tellFailure } from '../../state/queries.ts';
import { tell } from '../../state/store.ts';

/** What figures that were told in full say of themselves; null: the floor was held. */
export const deviceOnly = (left: Left): Said | null =>
  left.staying.find(({ key }) => key === 'privacy:deviceOnly') ?? null;

/**
 * Make something of what leaves. Where the door refuses because all customers are few, why is told with the choice to make it
 * for this device only.
 * @param make what that choice is called
 */
export async function attemptLeaving(make: string, work: (audience: Audience) => Promise<void>): Promise<void> {
  try {
    await work('anyone');
  } catch (error) {
    const envelope = envelopeOf(error);
    if (envelope.details?.['audience'] !== 'device' || !envelope.said) tellFailure(envelope);
    else tell('danger', envelope.said, { label: make, run: () => void attempt(() => work('device')) });
  }
}

/** Room under a picture for a line of text, in pixels. */
const LINE = 28;

/** An SVG text with a line under it, on the paper of the page. Made as text: no string becomes an element in this page. */
export function svgWithLine(svg: string, line: string): string {
  const width = Number(/^<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1] ?? 0);
  const height = Number(/^<svg[^>]* height="([\d.]+)"/.exec(svg)?.[1] ?? 0) + LINE;
  const { paper, ink, font } = colours();
  const style = escapeHtml(`font:${font}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${paper}"/>${svg}<text x="8" y="${height - 10}" fill="${ink}" style="${style}">${escapeHtml(line)}</text></svg>`;
}

/** A PNG with a line under it. @param scale pixels of the picture to one of the page */
export async function pngWithLine(png: Uint8Array, line: string, scale = 2): Promise<Uint8Array> {
  const picture = await createImageBitmap(new Blob([png.slice()], { type: 'image/png' }));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.width, picture.height + LINE * scale];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the picture could not be drawn');
  const { paper, ink, font } = colours();
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  context.scale(scale, scale);
  context.font = font;
  context.fillStyle = ink;
  context.fillText(line, 8, canvas.height / scale - 10);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (!blob) throw new Error('the picture could not be drawn');
  return new Uint8Array(await blob.arrayBuffer());
}

function colours(): { paper: string; ink: string; font: string } {
  const style = getComputedStyle(document.documentElement);
  const family = getComputedStyle(document.body).fontFamily;
  return {
    paper: style.getPropertyValue('--paper').trim(),
    ink: style.getPropertyValue('--ink').trim(),
    font: `12px ${family}`,
  };
}
