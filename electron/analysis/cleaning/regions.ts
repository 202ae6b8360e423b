import { simplified } from '../identity/chinese.ts';
import { halfWidth } from '../intake/missing.ts';
import { PROVINCES } from './regionData.ts';

/** A place as its standard names; `city` null for a province alone, `rest` what follows (district, street). */
export interface Region {
  readonly province: string;
  readonly city: string | null;
  readonly rest: string;
}

const MUNICIPAL = new Set(['北京市', '天津市', '上海市', '重庆市']);
/** What a city's name may end in. */
const ENDINGS = /(?:[\u4e00-\u9fff]{2,}族自治州|(?:哈萨克|维吾尔|蒙古|柯尔克孜)?自治州|地区|盟|市)$/;
const PEOPLES =
  /(?:朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族|蒙古|柯尔克孜|哈萨克)+自治州$/;

/** A form of a name and what it stands for; lists are sorted so that the longest form is found first. */
type Forms = (readonly [string, Region])[];

interface Index {
  readonly provinces: ReadonlyMap<string, string>;
  /** province forms of two characters and more, which may begin a longer text */
  readonly starts: readonly string[];
  readonly cities: ReadonlyMap<string, Region>;
  readonly cityStarts: Forms;
  /** by province: every form of its cities' names */
  readonly within: ReadonlyMap<string, Forms>;
}

let made: Index | undefined;

/** The forms of all names, made when first asked for. */
function index(): Index {
  if (made) return made;
  const provinces = new Map<string, string>();
  const starts: string[] = [];
  for (const { name, short, also } of PROVINCES) {
    for (const form of [name, short, `${short}省`, ...also]) provinces.set(keyOf(form), name);
    for (const form of also)
      if (/^[a-z]/i.test(form))
        for (const end of [' Province', ' Sheng', ' City', ' Municipality']) provinces.set(keyOf(form + end), name);
    starts.push(...new Set([name, `${short}省`, short].map(keyOf)));
  }
  const cities = new Map<string, Region>();
  const within = new Map<string, Forms>();
  for (const { name, cities: names } of PROVINCES) {
    const own: Forms = [];
    for (const city of names === '' ? [] : names.split(' ')) {
      const standard = ENDINGS.test(city) ? city : `${city}市`;
      const region = { province: name, city: standard, rest: '' };
      const bare = standard.replace(PEOPLES, '').replace(ENDINGS, '');
      const forms = [standard, bare, `${bare}市`, ...(standard.endsWith('自治州') ? [`${bare}州`] : [])].map(keyOf);
      own.push(...forms.map((form) => [form, region] as const));
      // 吉林 and 海南 alone are the provinces
      for (const form of forms) if (!provinces.has(form) && !cities.has(form)) cities.set(form, region);
    }
    within.set(name, longestFirst(own));
  }
  starts.sort((a, b) => b.length - a.length);
  made = { provinces, starts, cities, cityStarts: longestFirst([...cities]), within };
  return made;
}

const longestFirst = (forms: Forms): Forms => forms.sort(([a], [b]) => b.length - a.length);

/** Find province and city of a text: a name in any of its forms, or an address that begins with one. */
export function findRegion(text: string): Region | null {
  const key = placeKey(text);
  if (key === '' || key.length > 200) return null;
  const { provinces, starts, cities, cityStarts, within } = index();
  const province = provinces.get(key);
  if (province !== undefined) return { province, city: null, rest: '' };
  const alone = cities.get(key);
  if (alone) return alone;
  const start = starts.find((form) => key.startsWith(form));
  if (start === undefined) return beginning(key, cityStarts);
  const name = provinces.get(start)!;
  const rest = key.slice(start.length).replace(/^[,，\-/]/, '');
  if (MUNICIPAL.has(name)) {
    // 上海市上海市浦东新区: forms that ask for province and city
    const again = starts.find((form) => provinces.get(form) === name && rest.startsWith(form));
    if (again !== undefined) return { province: name, city: name, rest: rest.slice(again.length) };
  }
  return beginning(rest, within.get(name)!) ?? { province: name, city: null, rest };
}

function beginning(text: string, forms: Forms): Region | null {
  const found = forms.find(([form]) => text.startsWith(form));
  return found ? { ...found[1], rest: text.slice(found[0].length) } : null;
}

/** The standard name of a place at a level; null when the text names none at that level. */
export function standardRegion(text: string, level: 'same' | 'province' | 'city'): string | null {
  const region = findRegion(text);
  if (!region) return null;
  const { province, city, rest } = region;
  const municipal = MUNICIPAL.has(province);
  if (level === 'province') return province;
  if (level === 'city') return city ?? (municipal ? province : null);
  if (rest !== '') return null;
  if (city === null || city === province) return province;
  // 广东深圳: both were written, both stay
  return index().cities.has(placeKey(text)) ? city : province + city;
}

const placeKey = (text: string): string => keyOf(text).replace(/^中国/, '');

/** Texts are compared in simplified characters, without blanks, dots and case. */
function keyOf(text: string): string {
  return simplified(halfWidth(text))
    .toLowerCase()
    .replace(/[\s·•.'’]/g, '');
}
