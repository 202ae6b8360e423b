/** What visitors did on the web shop in the last three months, one JSON object a line. */
import { CATEGORIES } from './english.ts';
import { DAY, isoTime, TO, type Both, type Edition, type Person } from './person.ts';
import { groups } from './groups.ts';
import { createRandom, type Random } from './random.ts';
import { categories } from './words.ts';

const MEMBERS = 260;
const ANONYMOUS = 190;
const UNKNOWN = 9;
const TWICE = 30;
const BROKEN = 3;
const EPOCH = 12;

const KEYS: Readonly<Record<Edition, readonly string[]>> = {
  zh: ['时间', '访客', '会员号', '事件', '页面', '来源'],
  en: ['time', 'visitor', 'member_id', 'event', 'page', 'source'],
};
const TYPES = {
  view: both('浏览', 'view'),
  search: both('搜索', 'search'),
  cart: both('加购', 'add to cart'),
  coupon: both('领券', 'take coupon'),
  order: both('下单', 'order'),
  share: both('分享', 'share'),
};
type Type = keyof typeof TYPES;
/** How often each group does what, in the order of TYPES. */
const DOES: readonly (readonly number[])[] = [
  [44, 8, 20, 4, 23, 1],
  [40, 12, 16, 20, 6, 6],
  [52, 14, 16, 6, 10, 2],
  [62, 16, 10, 1, 9, 2],
];
const SOURCES = [
  both('小程序', 'app'),
  both('公众号', 'newsletter'),
  both('朋友圈', 'social'),
  both('搜索引擎', 'search engine'),
];
const PAGES = {
  home: both('首页', 'home'),
  coupons: both('领券中心', 'coupons'),
  checkout: both('结算', 'checkout'),
  story: both('茶山故事', 'tea mountain story'),
  sugar: both('糖分说明', 'sugar and caffeine'),
};

interface Event {
  time: number;
  visitor: string;
  member: string | null;
  type: Type;
  page: Both;
  source: number;
}

export interface Events {
  readonly text: Both;
  /** lines, the broken ones included */
  readonly rows: number;
  readonly broken: number[];
  /** lines that repeat the one before */
  readonly twice: number[];
  readonly anonymous: number;
  readonly orphans: number[];
  /** lines whose time is a number of milliseconds */
  readonly epoch: number[];
  /** events by member number, repeated and broken lines not counted */
  readonly byMember: Record<string, number>;
}

/** Make the events. */
export function makeEvents(people: readonly Person[], seed: number): Events {
  const random = createRandom(seed + 4);
  const events: Event[] = [];
  const visits = (person: Person, member: string | null, visitor: string): void => {
    const sessions = 1 + Math.floor(3 * random.unit() * random.unit());
    for (let i = 0; i < sessions; i++) session(random, events, person, member, visitor);
  };
  const picked = random.shuffled(people).slice(0, MEMBERS);
  picked.forEach((person, i) => visits(person, person.number, `v${1000 + i}`));
  for (let i = 0; i < ANONYMOUS; i++) visits(random.pick(people), null, `v${3000 + i}`);
  for (let i = 0; i < UNKNOWN; i++) visits(random.pick(people), `00${9001 + i * 5}`, `v${5000 + i}`);
  events.sort((a, b) => a.time - b.time);
  const byMember: Record<string, number> = {};
  for (const { member } of events) if (member !== null) byMember[member] = (byMember[member] ?? 0) + 1;

  const places = random.shuffled(events.map((_, i) => i));
  const twiceAt = new Set(places.slice(0, TWICE));
  const brokenAt = new Set(places.slice(TWICE, TWICE + BROKEN));
  const epochAt = new Set(places.slice(TWICE + BROKEN, TWICE + BROKEN + EPOCH));
  const lines: Record<Edition, string[]> = { zh: [], en: [] };
  const found: { broken: number[]; twice: number[]; orphans: number[]; epoch: number[]; anonymous: number } = {
    broken: [],
    twice: [],
    orphans: [],
    epoch: [],
    anonymous: 0,
  };
  for (const [i, event] of events.entries()) {
    const write = (change: (line: string) => string): number => {
      for (const edition of ['zh', 'en'] as const) lines[edition].push(change(lineOf(event, edition, epochAt.has(i))));
      if (event.member === null) found.anonymous++;
      if (event.member?.startsWith('009')) found.orphans.push(lines.zh.length);
      return lines.zh.length;
    };
    const plain = (line: string): string => line;
    const row = write(plain);
    if (epochAt.has(i)) found.epoch.push(row);
    if (twiceAt.has(i)) found.twice.push(write(plain));
    // a line that was cut while it was written, in between
    if (brokenAt.has(i)) {
      for (const edition of ['zh', 'en'] as const) lines[edition].push(lineOf(event, edition, false).slice(0, 40));
      found.broken.push(lines.zh.length);
    }
  }
  const text = (edition: Edition): string => `${lines[edition].join('\n')}\n`;
  return { text: { zh: text('zh'), en: text('en') }, rows: lines.zh.length, ...found, byMember };
}

function lineOf(event: Event, edition: Edition, epoch: boolean): string {
  const values = [
    epoch ? event.time : isoTime(event.time).replace(' ', 'T'),
    event.visitor,
    event.member,
    TYPES[event.type][edition],
    event.page[edition],
    SOURCES[event.source]![edition],
  ];
  // an anonymous visitor has no member number at all
  return JSON.stringify(
    Object.fromEntries(KEYS[edition].map((key, i) => [key, values[i]]).filter(([, value]) => value !== null)),
  );
}

function session(random: Random, events: Event[], person: Person, member: string | null, visitor: string): void {
  let time = TO - random.int(1, 92) * DAY + random.int(7 * 3600, 23 * 3600) * 1000;
  const source = random.weighted([60, 16, person.group === 1 ? 30 : 10, 14]);
  const steps = random.int(2, 5);
  for (let i = 0; i < steps; i++) {
    const type = (Object.keys(TYPES) as Type[])[i === 0 ? 0 : random.weighted(DOES[person.group]!)]!;
    events.push({ time, visitor, member, type, page: pageOf(random, person, type), source });
    time += random.int(6, 190) * 1000;
  }
}

function pageOf(random: Random, person: Person, type: Type): Both {
  if (type === 'coupon') return PAGES.coupons;
  if (type === 'order') return PAGES.checkout;
  if (type === 'view' && random.unit() < 0.2)
    return person.group === 3 ? PAGES.story : person.group === 2 ? PAGES.sugar : PAGES.home;
  const category = random.unit() < 0.6 ? person.category : random.weighted(groups[person.group]!.categories);
  return both(`菜单/${categories[category]!}`, `menu/${CATEGORIES.get(categories[category]!)!}`);
}

function both(zh: string, en: string): Both {
  return { zh, en };
}
