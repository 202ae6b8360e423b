/**
 * The light values a printed card uses. An exported card is paper: it has one theme, whatever the window shows.
 */
export const PAPER = {
  sunk: '#EBE6DA',
  paper: '#F4F1E9',
  surface: '#FAF8F2',
  raised: '#FFFEFB',
  ink: '#211F1B',
  ink2: '#504B43',
  ink3: '#696358',
  line: '#DED8CA',
  line2: '#C6BEAD',
  control: '#8B8474',
  accent: '#0E5A59',
  warn: '#7F5200',
  danger: '#9A2E22',
  ok: '#2C6540',
} as const;

/** Hue of segment 1…8 on paper, in order. */
const SEGMENT_HUES = ['#25587F', '#B0481F', '#AC8109', '#90507B', '#3C7D5E', '#5089A6', '#7A4E2D', '#6A665F'] as const;

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
