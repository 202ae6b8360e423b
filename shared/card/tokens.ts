import { THEMES } from '../palette.ts';

const { light } = THEMES;

/**
 * The light values a printed card uses. An exported card is paper: it has one theme, whatever the window shows.
 */
export const PAPER = {
  sunk: light.sunk,
  paper: light.paper,
  surface: light.surface,
  raised: light.raised,
  ink: light.ink,
  ink2: light['ink-2'],
  ink3: light['ink-3'],
  line: light.line,
  line2: light['line-2'],
  control: light.control,
  accent: light.accent,
  warn: light.warn,
  danger: light.danger,
  ok: light.ok,
} as const;

/** Hue of segment 1…8 on paper, in order. */
const SEGMENT_HUES = [light.s1, light.s2, light.s3, light.s4, light.s5, light.s6, light.s7, light.s8] as const;

/** Hue of a segment. @param colour 1…8; anything else counts round */
export const segmentHue = (colour: number): string =>
  SEGMENT_HUES[(((Math.trunc(colour) - 1) % SEGMENT_HUES.length) + SEGMENT_HUES.length) % SEGMENT_HUES.length]!;

/** Font stack of text and labels. */
export const FONT_UI = "Inter,'PingFang SC','Microsoft YaHei UI','Noto Sans CJK SC',sans-serif";
/** Font stack of a card's title, quotes and large figures. */
export const FONT_DISPLAY = `'Source Han Serif SC','Noto Serif CJK SC','Songti SC',${FONT_UI}`;

/** Width of a card in CSS pixels at 100 %. */
export const CARD_WIDTH = 744;

/**
 * Mix two `#RRGGBB` colours in sRGB.
 * @param amount 0 gives `under`, 1 gives `over`
 */
export function mix(over: string, under: string, amount: number): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const channel = (at: number) =>
    Math.round(part(over, at) * amount + part(under, at) * (1 - amount))
      .toString(16)
      .padStart(2, '0');
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
