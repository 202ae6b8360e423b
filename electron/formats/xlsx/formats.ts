import { attribute, type XmlHandler } from './xml.ts';

/** How the number in a cell is meant; `digits`: shown with leading zeros. */
export type NumberStyle =
  | { readonly kind: 'plain' | 'date' | 'datetime' | 'time' | 'duration' | 'percent' }
  | { readonly kind: 'digits'; readonly digits: number };

const PLAIN: NumberStyle = { kind: 'plain' };

/** Formats that have a number and no text (ECMA-376 part 1, 18.8.30), with those of the East Asian editions. */
const BUILT_IN: Record<number, NumberStyle['kind']> = {
  9: 'percent',
  10: 'percent',
  14: 'date',
  15: 'date',
  16: 'date',
  17: 'date',
  18: 'time',
  19: 'time',
  20: 'time',
  21: 'time',
  22: 'datetime',
  45: 'time',
  46: 'duration',
  47: 'time',
};
for (const id of [27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]) BUILT_IN[id] = 'date';
for (const id of [32, 33, 34, 35, 55, 56]) BUILT_IN[id] = 'time';

/** The style of a number format: by its code where the workbook gives one, else by what its number stands for. */
export function numberStyle(id: number, codes: ReadonlyMap<number, NumberStyle>): NumberStyle {
  const kind = BUILT_IN[id];
  return codes.get(id) ?? (kind === undefined ? PLAIN : ({ kind } as NumberStyle));
}

/** What a format code such as `yyyy"年"m"月"d"日"`, `[h]:mm`, `0.0%` or `000000` says about the number. */
export function styleOf(code: string): NumberStyle {
  const first = firstSection(code.slice(0, 400));
  if (/^0{2,18}$/.test(first)) return { kind: 'digits', digits: first.length };
  // words, colours, currencies and locales out; [h] and its like stay
  const bare = first
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./gu, '')
    .replace(/\[(?!(?:h{1,2}|m{1,2}|s{1,2})\])[^\]]*\]/gi, '')
    .replace(/general|g\/通用格式/gi, '')
    .replace(/am\/pm|a\/p|上午\/下午/gi, 'h')
    .replace(/e[+-]/gi, '');
  if (/\[[hms]+\]/i.test(bare)) return { kind: 'duration' };
  if (bare.includes('%')) return { kind: 'percent' };
  const day = /[yde]|aaa|年|日/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare));
  const time = /[hs]/i.test(bare);
  if (!day && !time) return PLAIN;
  // digits of a number: no date, whatever the letters around them mean
  if (/[#?]|0(?!\.?0*$)/.test(bare.replace(/s\.0+/gi, 's'))) return PLAIN;
  return { kind: day && time ? 'datetime' : day ? 'date' : 'time' };
}

function firstSection(code: string): string {
  let quoted = false;
  for (let i = 0; i < code.length; i++) {
    if (code[i] === '"') quoted = !quoted;
    else if (code[i] === '\\') i++;
    else if (code[i] === ';' && !quoted) return code.slice(0, i);
  }
  return code;
}

/** Reads `xl/styles.xml`: the number style of each cell style. */
export class StyleReader implements XmlHandler {
  readonly wanted = false;
  /** by the number in a cell's `s` */
  readonly styles: NumberStyle[] = [];
  private readonly codes = new Map<number, NumberStyle>();
  private inside = false;

  open(name: string, attributes: string): void {
    if (name === 'numFmt') {
      const code = attribute(attributes, 'formatCode');
      if (code !== null) this.codes.set(Number(attribute(attributes, 'numFmtId')), styleOf(code));
    } else if (name === 'cellXfs') this.inside = true;
    else if (name === 'xf' && this.inside) {
      this.styles.push(numberStyle(Number(attribute(attributes, 'numFmtId') ?? 0), this.codes));
    }
  }
  close(name: string): void {
    if (name === 'cellXfs') this.inside = false;
  }
  text(): void {
    // styles hold none
  }
}
