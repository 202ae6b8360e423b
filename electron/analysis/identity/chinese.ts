import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

const HAN = /\p{Script=Han}/u;
let converter: ((text: string) => string) | undefined;
const readings = new Map<string, string>();
const surnames = new Map<string, string>();

/** Does a text hold a Chinese character? */
export const hasHan = (text: string): boolean => HAN.test(text);

/** Traditional characters as simplified ones (OpenCC's tables); everything else stays. */
export function simplified(text: string): string {
  if (!HAN.test(text)) return text;
  const convert = (converter ??= Converter({ from: 't', to: 'cn' }));
  return convert(text);
}

/** Family names of two characters. */
const DOUBLE = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 司徒 端木 南宫 宇文 长孙 轩辕 百里 呼延 东郭 独孤 西门'.split(
    ' ',
  ),
);

/** How many characters of a Chinese name are the family name: 1 or 2. */
export const surnameLength = (name: string): number => (name.length > 2 && DOUBLE.has(name.slice(0, 2)) ? 2 : 1);

/**
 * Syllables of a Chinese name without tones: 欧阳小明 → ou yang xiao ming. The family name is read as one (单 shan, 曾
 * zeng); given names by their most usual reading.
 * @param name simplified characters; others are left out
 */
export function syllables(name: string): string[] {
  const characters = [...name].filter((character) => HAN.test(character));
  return characters.map((character, i) => (i === 0 ? asSurname(character) : reading(character)));
}

function reading(character: string): string {
  let found = readings.get(character);
  if (found === undefined) {
    found = letters(pinyin(character, { toneType: 'none', type: 'array', v: true })[0] ?? character);
    readings.set(character, found);
  }
  return found;
}

function asSurname(character: string): string {
  let found = surnames.get(character);
  if (found === undefined) {
    found = letters(pinyin(character, { toneType: 'none', type: 'array', surname: 'all', v: true })[0] ?? character);
    surnames.set(character, found);
  }
  return found;
}

const letters = (text: string): string => text.toLowerCase().replaceAll('ü', 'v');
