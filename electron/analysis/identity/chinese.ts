import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';
import { DOUBLE_SURNAMES } from '../privacy/surnames.ts';

const HAN = /\p{Script=Han}/u;
let converter: ((text: string) => string) | undefined;
const readings = new Map<string, string>();
const surnames = new Map<string, string[]>();

/** Does a text hold a Chinese character? */
export const hasHan = (text: string): boolean => HAN.test(text);

/** Traditional characters as simplified ones (OpenCC's tables); everything else stays. */
export function simplified(text: string): string {
  if (!HAN.test(text)) return text;
  const convert = (converter ??= Converter({ from: 't', to: 'cn' }));
  return convert(text);
}

/** Beside those that are found in running text: words of every day, which begin a name only in a column of names. */
const DOUBLE: ReadonlySet<string> = new Set([...DOUBLE_SURNAMES, '百里', '东郭', '西门']);

/** How many characters of a Chinese name are the family name: 1 or 2. */
export const surnameLength = (name: string): number => (name.length > 2 && DOUBLE.has(name.slice(0, 2)) ? 2 : 1);

/**
 * Syllables of a Chinese name without tones: 欧阳小明 → ou yang xiao ming. The family name is read as one (单 shan, 曾
 * zeng, 尉迟 yu chi); given names by their most usual reading.
 * @param name simplified characters; others are left out
 */
export function syllables(name: string): string[] {
  const characters = [...name].filter((character) => HAN.test(character));
  const length = surnameLength(characters.join(''));
  return [...asSurname(characters.slice(0, length).join('')), ...characters.slice(length).map(reading)];
}

function reading(character: string): string {
  let found = readings.get(character);
  if (found === undefined) {
    found = letters(pinyin(character, { toneType: 'none', type: 'array', v: true })[0] ?? character);
    readings.set(character, found);
  }
  return found;
}

/** Places whose names are read in a way of their own, which the tables of words do not have. */
const PLACES: ReadonlyMap<string, string> = new Map(
  (
    '乐亭laoting 乐清yueqing 乐陵laoling 乐都ledu 单县shanxian 单城shancheng 涡阳guoyang 大埔dabu 长寿changshou 长垣changyuan ' +
    '莘庄xinzhuang 蔚县yuxian 尉犁yuli 浚县xunxian 洪洞hongtong 繁峙fanshi 歙县shexian 泌阳biyang 筠连junlian 郫都pidu 吴堡wubu ' +
    '六合luhe 解州haizhou 会稽kuaiji 曾都zengdu 召陵shaoling 十里堡shilipu ' +
    '珲春hunchun 穆棱muling 宕昌tanchang 黄陂huangpi 什邡shifang 浒墅关xushuguan 浒关xuguan 都安县duanxian 都昌duchang ' +
    '都匀duyun 丰都fengdu 宁都ningdu 于都县yuduxian 调兵山diaobingshan 闵行minhang 乌什wushi ' +
    '喀什kashi 牟定mouding 枹罕fuhan 曾厝zengcuo 大栅栏dashilan'
  )
    .split(' ')
    .map((entry) => {
      const at = entry.search(/[a-z]/);
      return [entry.slice(0, at), entry.slice(at)] as const;
    }),
);
/** The same names, found in a text; a test holds the two together. */
const PLACE =
  /(乐亭|乐清|乐陵|乐都|单县|单城|涡阳|大埔|长寿|长垣|莘庄|蔚县|尉犁|浚县|洪洞|繁峙|歙县|泌阳|筠连|郫都|吴堡|六合|解州|会稽|曾都|召陵|十里堡|珲春|穆棱|宕昌|黄陂|什邡|浒墅关|浒关|都安县|都昌|都匀|丰都|宁都|于都县|调兵山|闵行|乌什|喀什|牟定|枹罕|曾厝|大栅栏)/u;

/** 重庆市长寿区: a town, and a part of it that begins with 长; no 市长. */
const BEHIND_TOWN = /(?<=市)(?=长\p{Script=Han}[区县市])/u;

/**
 * Everyday words as they are spelled in Latin letters, without tones: 会员卡 huiyuanka, 快乐 kuaile, 乐亭 laoting. Read as words
 * and not sign by sign: 乐 is le in one and yue in the next.
 * @param text simplified characters
 */
export const wordReading = (text: string): string =>
  text
    .split(BEHIND_TOWN)
    .flatMap((part) => part.split(PLACE))
    .map((part) => PLACES.get(part) ?? pinyin(part, { toneType: 'none', type: 'array', v: true }).map(letters).join(''))
    .join('');

/** The syllables of a family name, which is read in a way of its own: 尉迟 yu chi, 长孙 zhang sun. */
function asSurname(name: string): string[] {
  let found = surnames.get(name);
  if (found === undefined) {
    found = pinyin(name, { toneType: 'none', type: 'array', surname: 'all', v: true }).map(letters);
    surnames.set(name, found);
  }
  return found;
}

const letters = (text: string): string => text.toLowerCase().replaceAll('ü', 'v');
