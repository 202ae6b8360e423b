/** Literals read as missing. `未填` and `未知` are answers people give; they stay values. */
const LITERALS = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  '#n/a n/a',
  'nan',
  '-nan',
  'null',
  'nil',
  '\\n',
  '<na>',
  '-',
  '--',
  '---',
  '—',
  '——',
  '–',
  '.',
  '?',
  '无',
  '缺失',
  '空',
  '空值',
  '(空)',
  '（空）',
  '暂无',
  '(跳过)',
  '（跳过）',
  '(skipped)',
  '[skipped]',
  '#null!',
  '#value!',
  '#ref!',
  '#div/0!',
  '#name?',
  '#num!',
]);
const LONGEST = 12;

/** Is a cell empty or a literal for "no value"? Blanks at the edges do not count. */
export function isMissing(cell: string): boolean {
  if (cell === '') return true;
  if (cell.length > LONGEST + 4) return cell.trim() === '';
  return LITERALS.has(cell.trim().toLowerCase());
}

/** A cell as it is compared and stored: without blanks at its edges (full-width and no-break blanks included). */
export const trimCell = (cell: string): string => cell.trim();

/** Full-width digits, letters, signs and blanks as their half-width twins (the part of NFKC that numbers need). */
export function halfWidth(text: string): string {
  let wide = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (
      (code >= 0xff01 && code <= 0xff5e) ||
      code === 0x3000 ||
      code === 0xffe5 ||
      code === 0xffe1 ||
      code === 0x2212
    ) {
      wide = true;
      break;
    }
  }
  if (!wide) return text;
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code >= 0xff01 && code <= 0xff5e) out += String.fromCharCode(code - 0xfee0);
    else if (code === 0x3000) out += ' ';
    else if (code === 0xffe5) out += '¥';
    else if (code === 0xffe1) out += '£';
    else if (code === 0x2212) out += '-';
    else out += char;
  }
  return out;
}
