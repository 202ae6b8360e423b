import { mix, PAPER, segmentHue } from './tokens.ts';

/**
 * An abstract mirrored figure in tints of one colour, as an SVG string. It depicts nobody: no face, skin, sex or age.
 * Same seed and colour, same string.
 * @param seed non-negative integer
 * @param colour segment colour 1…8
 * @param size edge in CSS pixels
 */
export function avatarSvg(seed: number, colour: number, size = 120): string {
  const pick = picker(seed);
  const hue = segmentHue(colour);
  const tint = (amount: number) => mix(hue, PAPER.raised, amount);
  const ground = `<rect width="120" height="120" fill="${tint(0.16)}"/>`;
  const corner = CORNERS[pick(CORNERS.length)]!(tint(0.3));
  const mark = MARKS[pick(MARKS.length)]!(tint(0.6));
  const body = halves(BODIES[pick(BODIES.length)]!, tint(0.82), tint(1), `b${seed}`);
  const head = halves(HEADS[pick(HEADS.length)]!, tint(0.5), tint(0.78), `h${seed}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 120 120" role="img" aria-hidden="true">${ground}${corner}${mark}${body}${head}</svg>`;
}

const CORNERS: readonly ((fill: string) => string)[] = [
  (f) => `<path d="M0 0H44A44 44 0 0 1 0 44Z" fill="${f}"/>`,
  (f) => `<path d="M0 0H52L0 52Z" fill="${f}"/>`,
  (f) => `<path d="M0 0H38V38H0Z" fill="${f}"/>`,
  (f) => `<path d="M0 84H18V120H0ZM102 84H120V120H102Z" fill="${f}"/>`,
  (f) => `<path d="M0 60A60 60 0 0 1 120 60V0H0Z" fill="${f}"/>`,
];

const MARKS: readonly ((fill: string) => string)[] = [
  (f) => `<circle cx="97" cy="24" r="12" fill="${f}"/>`,
  (f) => `<path d="M86 34L98 12L110 34Z" fill="${f}"/>`,
  (f) => `<path d="M87 14H107V34H87Z" fill="${f}"/>`,
  (f) => `<path d="M97 10L110 24L97 38L84 24Z" fill="${f}"/>`,
];

/** Outlines, symmetrical about x = 60. */
const BODIES: readonly string[] = [
  'M16 120A44 44 0 0 1 104 120Z',
  'M60 72L106 120H14Z',
  'M24 120V92Q24 76 44 76H76Q96 76 96 92V120Z',
  'M34 78H86L104 120H16Z',
  'M60 70L100 96V120H20V96Z',
];
const HEADS: readonly string[] = [
  'M60 26A22 22 0 0 1 60 70A22 22 0 0 1 60 26Z',
  'M40 30H80V70H40Z',
  'M60 22L84 46L60 70L36 46Z',
  'M60 24L80 36V60L60 72L40 60V36Z',
  'M44 28H76L84 50L60 72L36 50Z',
];

const halves = (outline: string, left: string, right: string, id: string) =>
  `<clipPath id="${id}"><path d="M60 0H120V120H60Z"/></clipPath><path d="${outline}" fill="${left}"/><path d="${outline}" fill="${right}" clip-path="url(#${id})"/>`;

/** Small whole numbers from a seed (the finaliser of MurmurHash3, Appleby 2008). */
function picker(seed: number): (below: number) => number {
  let state = Math.trunc(seed) >>> 0;
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0;
    let h = state;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return ((h ^ (h >>> 16)) >>> 0) % below;
  };
}
