/**
 * Draws the program's mark: a teal disc that overlaps an outlined square, on a paper tile. One set of numbers gives
 * icon.svg and, painted here without a browser, icon.png, icon.ico and icon.icns: `node resources/icons/make.ts`.
 */
import { writeFileSync } from 'node:fs';
import { encodeIcns, encodeIco, encodePng } from './png.ts';

/** the drawing is 32 units wide */
const UNITS = 32;
const TILE = { inset: 1, radius: 7, colour: [0xf4, 0xf1, 0xe9] } as const;
const DISC = { x: 13, y: 13, r: 6.5, colour: [0x0e, 0x5a, 0x59] } as const;
const SQUARE = { from: 13, to: 25, stroke: 1.5, colour: [0x21, 0x1f, 0x1b] } as const;
/** samples a side of a pixel */
const SAMPLES = 8;

type Colour = readonly [number, number, number];
const hex = (colour: Colour): string => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

function svg(): string {
  const { from, to, stroke } = SQUARE;
  const side = UNITS - 2 * TILE.inset;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 ${UNITS} ${UNITS}">
  <rect x="${TILE.inset}" y="${TILE.inset}" width="${side}" height="${side}" rx="${TILE.radius}" fill="${hex(TILE.colour)}"/>
  <circle cx="${DISC.x}" cy="${DISC.y}" r="${DISC.r}" fill="${hex(DISC.colour)}"/>
  <path d="M${from} ${from + DISC.r}A${DISC.r} ${DISC.r} 0 0 0 ${from + DISC.r} ${from}H${to}V${to}H${from}z" fill="none" stroke="${hex(SQUARE.colour)}" stroke-width="${stroke}"/>
</svg>
`;
}

function inTile(x: number, y: number): boolean {
  const half = UNITS / 2 - TILE.inset - TILE.radius;
  const dx = Math.max(0, Math.abs(x - UNITS / 2) - half);
  const dy = Math.max(0, Math.abs(y - UNITS / 2) - half);
  return dx * dx + dy * dy <= TILE.radius * TILE.radius;
}

const inDisc = (x: number, y: number): boolean => Math.hypot(x - DISC.x, y - DISC.y) <= DISC.r;

/** On the outline of the square less the quarter that the disc covers. */
function onOutline(x: number, y: number): boolean {
  const { from, to } = SQUARE;
  const half = SQUARE.stroke / 2;
  // the joins are mitred, so the sides begin half a stroke before the ends of the arc
  const corner = from + DISC.r - half;
  const inFrame = Math.min(x, y) >= from - half && Math.max(x, y) <= to + half;
  const onSide = Math.min(Math.abs(x - from), Math.abs(x - to), Math.abs(y - from), Math.abs(y - to)) <= half;
  if (inFrame && onSide && (x >= corner || y >= corner)) return true;
  return x >= from && y >= from && Math.abs(Math.hypot(x - DISC.x, y - DISC.y) - DISC.r) <= half;
}

function colourAt(x: number, y: number): Colour | null {
  if (onOutline(x, y)) return SQUARE.colour;
  if (inDisc(x, y)) return DISC.colour;
  return inTile(x, y) ? TILE.colour : null;
}

function paint(size: number): Buffer {
  const rgba = new Uint8Array(size * size * 4);
  const step = UNITS / (size * SAMPLES);
  for (let py = 0; py < size; py++)
    for (let px = 0; px < size; px++) {
      let [red, green, blue, hits] = [0, 0, 0, 0];
      for (let i = 0; i < SAMPLES * SAMPLES; i++) {
        const x = (px * SAMPLES + (i % SAMPLES) + 0.5) * step;
        const y = (py * SAMPLES + Math.floor(i / SAMPLES) + 0.5) * step;
        const colour = colourAt(x, y);
        if (!colour) continue;
        red += colour[0];
        green += colour[1];
        blue += colour[2];
        hits++;
      }
      if (hits === 0) continue;
      const alpha = (255 * hits) / (SAMPLES * SAMPLES);
      rgba.set([red / hits, green / hits, blue / hits, alpha].map(Math.round), (py * size + px) * 4);
    }
  return encodePng(size, rgba);
}

const write = (name: string, data: string | Buffer): void => {
  writeFileSync(new URL(name, import.meta.url), data);
};
const pictures = new Map([16, 32, 48, 64, 128, 256, 512, 1024].map((size) => [size, paint(size)]));
write('icon.svg', svg());
write('icon.png', pictures.get(512)!);
write('icon.ico', encodeIco([16, 32, 48, 64, 128, 256].map((size) => ({ size, png: pictures.get(size)! }))));
const apple = { ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64, ic13: 256, ic14: 512 };
write('icon.icns', encodeIcns(Object.entries(apple).map(([type, size]) => ({ type, png: pictures.get(size)! }))));
