import { seeded, type Random } from '../../../electron/analysis/random.ts';
import type { IdentityColumn, IdentitySource } from '../../../electron/analysis/identity/types.ts';
import type { ColumnType, Mapping, SourceKind } from '../../../shared/domain.ts';

/** A made table with the truth: rows with the same entity are one customer. */
export interface Made {
  readonly names: readonly string[];
  readonly types: readonly ColumnType[];
  readonly rows: (string | number | null)[][];
  readonly entities: number[];
}

/** A made table as a source; `key`: name of the column that identifies a row. */
export function sourceOf(
  made: Made,
  options: { id?: number; name?: string; kind?: SourceKind; key?: string | null; mapping?: Mapping } = {},
): IdentitySource {
  const columns: IdentityColumn[] = made.names.map((name, c) => {
    const index = new Map<string | number | null, number>();
    const values: (string | number | null)[] = [];
    const codes = new Int32Array(made.rows.length);
    made.rows.forEach((row, r) => {
      const value = row[c] ?? null;
      let code = index.get(value);
      if (code === undefined) {
        index.set(value, (code = values.length));
        values.push(value);
      }
      codes[r] = code;
    });
    return { name, type: made.types[c]!, values, codes };
  });
  const { id = 1, name = `source ${id}`, kind = 'customers', key = made.names[0]!, mapping = {} } = options;
  return { id, name, kind, rows: made.rows.length, key, mapping, columns };
}

/** Pairs of rows in one group: found and right, found, and all that are right. */
export function pairwise(
  groups: Int32Array,
  entities: readonly number[],
): { precision: number; recall: number; f1: number } {
  const count = (keys: Iterable<string>) => {
    const sizes = new Map<string, number>();
    for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
    let pairs = 0;
    for (const n of sizes.values()) pairs += (n * (n - 1)) / 2;
    return pairs;
  };
  const right = count(Array.from(groups, (group, i) => `${group} ${entities[i]!}`));
  const found = count(Array.from(groups, String));
  const all = count(entities.map(String));
  const precision = found === 0 ? 1 : right / found;
  const recall = all === 0 ? 1 : right / all;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

const pick = <T>(list: readonly T[], random: Random): T => list[random.below(list.length)]!;
/** An early item of a list more often than a late one, as names are. */
const zipf = <T>(list: readonly T[], random: Random): T => list[Math.floor(list.length ** random.next()) - 1]!;

const GIVEN =
  'emily joshua jessica lachlan sarah thomas chloe benjamin olivia samuel georgia daniel isabella nicholas sophie jack hannah william mia james lauren matthew caitlin alexander zoe jacob amelia ryan ella ethan grace luke charlotte mitchell ruby connor holly dylan maddison harrison jasmine liam tahlia zachary lucy riley imogen cameron brianna oliver molly noah abbey hayden alyssa blake kayla jordan erin mackenzie paige bailey rebecca joel sienna logan taylah henry alexandra isaac eliza tyler lily nathan bella patrick claire aidan rachel charlie amber'.split(
    ' ',
  );
const SURNAMES =
  'smith jones white williams brown wilson clarke campbell green taylor ryan webb thomas nguyen miles matthews king coleman reid morrison mcdonald bishop carbone stephens dixon burford blake hall robson george ellis pascoe lowe berry waller harrington goldsworthy petersen rawlings wheatley fitzgerald beams noble donaldson szkwarek crook leslie mccarthy geue rudd chandler ebert kaczmarek lombardi quilliam tsaparis vincent whitbourn'.split(
    ' ',
  );
const STREETS =
  'giblin goldfinch maltby tullaroop barrallier chewings dalley wynn sturt mawson hopetoun carstairs rivett duffy namatjira companion forbes ainsworth brierly kitchener mountain osborne templeton florey jerilderie lawrence'.split(
    ' ',
  );
const WAYS = ['street', 'place', 'circuit', 'crescent', 'avenue', 'road', 'close'];
const TOWNS =
  'bittern canterbury coolaroo kyogle avalon glebe cleveland torquay mosman werribee bondi kelso reservoir mackay toowoomba redcliffe thornbury noosa leeton carina dubbo'.split(
    ' ',
  );
const STATES = ['nsw', 'vic', 'qld', 'wa', 'sa', 'tas', 'act', 'nt'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SYLLABLES =
  'ba ker ton lin mor wick den har gil ros ven tal san dor per mul can hig bren stow leigh mac fen'.split(' ');

const coined = (random: Random): string => pick(SYLLABLES, random) + pick(SYLLABLES, random) + pick(SYLLABLES, random);

/** One slip of the hand: a letter more, less, other, or two swapped. */
function slip(text: string, random: Random): string {
  if (text.length < 2) return text;
  const at = random.below(text.length);
  const fresh = /\d/.test(text[at]!) ? String(random.below(10)) : pick([...LETTERS], random);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + fresh + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + fresh + text.slice(at + 1);
    default:
      return at + 1 < text.length ? text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2) : text;
  }
}

const two = (n: number) => String(n).padStart(2, '0');
const birthday = (random: Random) =>
  `${1920 + random.below(86)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;

/** A slip in a date: one digit, or day and month swapped. */
function dateSlip(date: string, random: Random): string {
  const [year = '', month = '', day = ''] = date.split('-');
  if (random.below(2) === 0 && Number(day) <= 12) return `${year}-${day}-${month}`;
  return `${year}-${month}-${two(1 + random.below(28))}`;
}

/**
 * Australian persons in the manner of FEBRL's generator (Christen 2008): originals, and duplicates with up to `slips`
 * changed fields each (typing errors, missing values, swapped names and addresses, date slips).
 * @param most duplicates of one original at most; with 1 a share of `duplicates` originals has one
 */
export function persons(options: {
  originals: number;
  duplicates: number;
  most?: number;
  slips?: number;
  seed?: number;
}): Made {
  const { originals, duplicates, most = 1, slips = 3, seed = 7 } = options;
  const random = seeded(seed);
  const rows: (string | null)[][] = [];
  const entities: number[] = [];
  const holes = (row: (string | null)[]) => row.map((value, c) => (c > 0 && random.next() < 0.03 ? null : value));
  const make = (): (string | null)[] => [
    random.next() < 0.8 ? zipf(GIVEN, random) : coined(random),
    random.next() < 0.6 ? zipf(SURNAMES, random) : coined(random),
    String(1 + Math.floor(250 * random.next() ** 2)),
    `${random.next() < 0.4 ? pick(STREETS, random) : coined(random)} ${pick(WAYS, random)}`,
    random.next() < 0.3 ? null : `${coined(random)} ${pick(['village', 'park', 'farm', 'flats'], random)}`,
    random.next() < 0.5 ? pick(TOWNS, random) : coined(random),
    String(2000 + random.below(3000)),
    pick(STATES, random),
    birthday(random),
    String(1000000 + random.below(9000000)),
  ];
  const change = (row: (string | null)[]): (string | null)[] => {
    const out = [...row];
    for (let i = 1 + random.below(slips); i > 0; i--) {
      const c = random.below(out.length);
      const value = out[c];
      const chance = random.next();
      if (chance < 0.1) out[c] = null;
      else if (chance < 0.16) [out[0], out[1]] = [out[1]!, out[0]!];
      else if (chance < 0.2) [out[3], out[4]] = [out[4]!, out[3]!];
      else if (typeof value === 'string') out[c] = c === 8 ? dateSlip(value, random) : slip(value, random);
    }
    return out;
  };
  let left = duplicates;
  for (let e = 0; e < originals; e++) {
    const row = make();
    rows.push(holes(row));
    entities.push(e);
    const wanted = most === 1 ? (left > 0 && random.next() < duplicates / originals ? 1 : 0) : random.below(most + 1);
    for (let d = 0; d < wanted && left > 0; d++, left--) {
      rows.push(change(row));
      entities.push(e);
    }
  }
  return numbered(
    [
      'given_name',
      'surname',
      'street_number',
      'address_1',
      'address_2',
      'suburb',
      'postcode',
      'state',
      'date_of_birth',
      'soc_sec_id',
    ],
    ['text', 'text', 'text', 'text', 'text', 'text', 'identifier', 'category', 'date', 'identifier'],
    rows,
    entities,
    random,
  );
}

/** Shuffle the rows and number them. */
function numbered(
  names: string[],
  types: ColumnType[],
  rows: (string | number | null)[][],
  entities: number[],
  random: Random,
): Made {
  const order = rows.map((_, i) => [random.next(), i] as const).sort((a, b) => a[0] - b[0]);
  return {
    names: ['rec_id', ...names],
    types: ['identifier', ...types],
    rows: order.map(([, i], at) => [`r${at + 1}`, ...rows[i]!]),
    entities: order.map(([, i]) => entities[i]!),
  };
}

const FAMILY = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈',
];
const NAMES = [
  ...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰玉梅建华文辉力佳雪琳鑫宇晨浩然子涵欣怡梓萱雨桐诗婷凯波志国庆云龙海燕倩颖',
];
const TRADITIONAL = new Map(
  [...'张刘陈杨黄赵吴马罗郑谢许韩冯邓肖苏吕伟静丽强军勇艳杰涛刚兰华辉鑫云龙颖'].map((c, i) => [
    c,
    [...'張劉陳楊黃趙吳馬羅鄭謝許韓馮鄧蕭蘇呂偉靜麗強軍勇艷傑濤剛蘭華輝鑫雲龍穎'][i]!,
  ]),
);
const PINYIN: Record<string, string> = Object.fromEntries(
  (
    '王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu 孙sun 马ma 朱zhu 胡hu 郭guo 何he 高gao 林lin 罗luo 郑zheng 梁liang 谢xie 宋song 唐tang 许xu 韩han 冯feng 邓deng 曹cao 彭peng 曾zeng 肖xiao 田tian 董dong 袁yuan 潘pan 于yu 蒋jiang 蔡cai 余yu 杜du 叶ye 程cheng 苏su 魏wei 吕lv 丁ding 任ren 沈shen ' +
    '伟wei 芳fang 娜na 秀xiu 英ying 敏min 静jing 丽li 强qiang 磊lei 军jun 洋yang 勇yong 艳yan 杰jie 娟juan 涛tao 明ming 超chao 霞xia 平ping 刚gang 桂gui 兰lan 玉yu 梅mei 建jian 华hua 文wen 辉hui 力li 佳jia 雪xue 琳lin 鑫xin 宇yu 晨chen 浩hao 然ran 子zi 涵han 欣xin 怡yi 梓zi 萱xuan 雨yu 桐tong 诗shi 婷ting 凯kai 波bo 志zhi 国guo 庆qing 云yun 龙long 海hai 燕yan 倩qian 颖ying'
  )
    .split(' ')
    .map((entry) => [entry[0]!, entry.slice(1)]),
);
const CITIES = [
  '浙江省杭州市',
  '广东省深圳市',
  '江苏省南京市',
  '四川省成都市',
  '湖北省武汉市',
  '福建省厦门市',
  '山东省青岛市',
];
const DISTRICTS = ['西湖区', '南山区', '鼓楼区', '武侯区', '洪山区', '思明区', '市南区', '滨江区', '高新区'];
const ROADS = [
  '文三路',
  '科技园路',
  '中山北路',
  '天府大道',
  '珞喻路',
  '湖滨南路',
  '香港中路',
  '江南大道',
  '学院路',
  '人民路',
];

/** Chinese customers; their duplicates in traditional characters, pinyin, with swapped parts, other phone and date forms. */
export function chinese(options: { originals: number; duplicates: number; seed?: number }): Made {
  const random = seeded(options.seed ?? 11);
  const rows: (string | null)[][] = [];
  const entities: number[] = [];
  for (let e = 0; e < options.originals; e++) {
    const name = zipf(FAMILY, random) + pick(NAMES, random) + (random.next() < 0.75 ? pick(NAMES, random) : '');
    const phone = `1${pick(['38', '39', '86', '50', '77', '59'], random)}${String(random.below(100000000)).padStart(8, '0')}`;
    const day = birthday(random);
    const city = pick(CITIES, random);
    const address = `${city}${pick(DISTRICTS, random)}${pick(ROADS, random)}${1 + random.below(400)}号${1 + random.below(30)}幢${100 + random.below(2000)}室`;
    const gender = pick(['男', '女'], random);
    rows.push([name, random.next() < 0.05 ? null : phone, random.next() < 0.1 ? null : day, address, gender]);
    entities.push(e);
    if (random.next() >= options.duplicates / options.originals) continue;
    const forms = [
      [...name].map((c) => TRADITIONAL.get(c) ?? c).join(''),
      `${[...name]
        .slice(1)
        .map((c) => PINYIN[c]!)
        .join('')} ${PINYIN[name[0]!]!}`,
      `${PINYIN[name[0]!]!.toUpperCase()} ${[...name]
        .slice(1)
        .map((c) => PINYIN[c]!)
        .join('')}`,
      `${name}${gender === '男' ? '先生' : '女士'}`,
      name,
    ];
    const phones = [
      `+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`,
      `0086-${phone}`,
      phone,
      slip(phone, random),
      null,
    ];
    const days = [day, day, dateSlip(day, random), null];
    const addresses = [address, address.replaceAll(/[省市区]/g, ''), address.replace(/^.*?省/, ''), null];
    rows.push([
      pick(forms, random),
      pick(phones, random),
      pick(days, random),
      pick(addresses, random),
      random.next() < 0.2 ? null : gender,
    ]);
    entities.push(e);
  }
  return numbered(
    ['姓名', '手机', '出生日期', '地址', '性别'],
    ['text', 'identifier', 'date', 'text', 'category'],
    rows,
    entities,
    random,
  );
}

const TOPICS =
  'query database index learning neural network graph stream mining spatial temporal cluster parallel transaction recovery schema integration ontology privacy secure wireless routing cache memory compiler type verification logic constraint planning agent vision image speech retrieval ranking semantic web service cloud storage energy mobile sensor sampling approximate join view optimisation'.split(
    ' ',
  );
const LINKING = ['for', 'in', 'with', 'of', 'and', 'on'];

/** A list of publications from two hands: titles with slips, authors with initials, venues in long and short form. */
export function publications(options: { originals: number; duplicates: number; seed?: number }): Made {
  const random = seeded(options.seed ?? 5);
  const rows: (string | null)[][] = [];
  const entities: number[] = [];
  const venues: [string, string][] = [
    ['sigmod record', 'acm sigmod record'],
    ['vldb', 'very large data bases'],
    ['vldb journal', 'the vldb journal'],
    ['acm trans database syst', 'acm transactions on database systems (tods)'],
    ['sigmod conference', 'international conference on management of data'],
  ];
  for (let e = 0; e < options.originals; e++) {
    const words = Array.from({ length: 4 + random.below(5) }, (_, i) =>
      i % 3 === 1 ? pick(LINKING, random) : zipf(TOPICS, random),
    );
    const title = words.join(' ');
    const authors = Array.from({ length: 1 + random.below(3) }, () => [
      pick(GIVEN, random),
      random.next() < 0.5 ? pick(SURNAMES, random) : coined(random),
    ]);
    const [long, short] = pick(venues, random);
    const year = String(1990 + random.below(20));
    rows.push([title, authors.map(([g, s]) => `${g} ${s}`).join(', '), long!, year]);
    entities.push(e);
    if (random.next() >= options.duplicates / options.originals) continue;
    rows.push([
      random.next() < 0.4 ? slip(title, random) : random.next() < 0.2 ? words.slice(0, -1).join(' ') : title,
      authors.map(([g, s]) => (random.next() < 0.5 ? `${g![0]!}. ${s}` : `${g} ${s}`)).join(', '),
      short!,
      random.next() < 0.9 ? year : null,
    ]);
    entities.push(e);
  }
  return numbered(
    ['title', 'authors', 'venue', 'year'],
    ['text', 'text', 'category', 'number'],
    rows,
    entities,
    random,
  );
}

const COMMON = ['张伟', '王芳', '李娜', '王伟', '李静', '张敏', '刘洋', '王磊'];
const MAILS = ['qq.com', '163.com', 'gmail.com', 'outlook.com', '126.com'];

/**
 * A shop's 2,000 customers with name, phone, birthday, address and mail: one in ten is there twice with slips, and two hundred
 * pairs of different people have one common name.
 */
export function shopCustomers(seed = 41): Made {
  const random = seeded(seed);
  const originals = 1800;
  const plain = chinese({ originals, duplicates: 0, seed });
  const at = (name: string) => plain.names.indexOf(name);
  const [name, phone, day, address] = ['姓名', '手机', '出生日期', '地址'].map(at) as [number, number, number, number];
  const rows: (string | number | null)[][] = [];
  const entities: number[] = [];
  const put = (entity: number, cells: readonly (string | number | null)[]) => {
    rows.push([...cells]);
    entities.push(entity);
  };
  plain.rows.forEach((row, e) => {
    const own = e < 400 ? COMMON[Math.floor(e / 2) % COMMON.length]! : String(row[name]);
    const letters = [...own].map((sign) => PINYIN[sign] ?? 'x').join('');
    const mail = random.next() < 0.15 ? null : `${letters}${String(random.below(9000) + 1000)}@${pick(MAILS, random)}`;
    const cells = [own, row[phone]!, row[day]!, row[address]!, mail];
    put(e, cells);
    if (e % 9 !== 4) return;
    // the same person at the counter: another way of writing, a slip, something left out
    const text = (cell: string | number | null | undefined) => (typeof cell === 'string' ? cell : null);
    const [number, born, home] = [text(row[phone]), text(row[day]), text(row[address])];
    const again = [
      pick([own, own, [...own].map((sign) => TRADITIONAL.get(sign) ?? sign).join(''), `${own}女士`], random),
      number && pick([number, `+86 ${number}`, slip(number, random)], random),
      born && pick([born, born, dateSlip(born, random), null], random),
      home && pick([home, home.replaceAll(/[省市区]/g, ''), null], random),
      mail && pick([mail, mail.toUpperCase(), null], random),
    ];
    put(e, again);
  });
  return numbered(
    ['姓名', '手机', '出生日期', '地址', '邮箱'],
    ['text', 'identifier', 'date', 'text', 'identifier'],
    rows,
    entities,
    random,
  );
}
