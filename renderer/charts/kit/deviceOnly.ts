import type { Audience, Left } from '../../../shared/contract/leaving.ts';
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

/** An SVG text with a line under it, on the paper of the page. */
export function svgWithLine(svg: string, line: string): string {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const [width, height] = [Number(parsed.getAttribute('width')), Number(parsed.getAttribute('height'))];
  const outer = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const { paper, ink, font } = colours();
  for (const [name, value] of Object.entries({
    width,
    height: height + LINE,
    viewBox: `0 0 ${width} ${height + LINE}`,
  }))
    outer.setAttribute(name, String(value));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: paper }))
    ground.setAttribute(name, value);
  const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
  for (const [name, value] of Object.entries({
    x: '8',
    y: String(height + LINE - 10),
    fill: ink,
    style: `font:${font}`,
  }))
    text.setAttribute(name, value);
  text.textContent = line;
  outer.append(ground, parsed, text);
  return new XMLSerializer().serializeToString(outer);
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
