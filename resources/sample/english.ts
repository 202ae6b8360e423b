/**
 * The English reading of the study: the same customers, cell by cell. Numbers, dates and dirt stay as they are; words, the
 * currency sign and 万 are said in English.
 */
import { categories, jobs, remarks, shops } from './words.ts';

/** The header, in the order of the Chinese one. */
export const ENGLISH_HEADER = [
  'Member ID',
  'Full name',
  'Mobile',
  'Gender',
  'Date of birth',
  'Occupation',
  'Usual store',
  'Registered',
  'Yearly visits',
  'Average basket',
  'Yearly spend',
  'Usual time',
  'Orders ahead',
  'Coupon use',
  'Favourite category',
  'Tea interest',
  'Shares',
  'Notes',
] as const;

/** The planted groups, in the order of groups. */
export const ENGLISH_GROUPS = [
  'Milk tea regulars on the way home',
  'Students who come with a coupon',
  'Weekend families',
  'Tea lovers with a large basket',
] as const;

/** What the last line of the file says behind the quote it never closes. */
export const ENGLISH_LAST = 'On the way home, will fill in the rest later';

/** A customer's cells in English. */
export function inEnglish(cells: readonly string[]): string[] {
  return cells.map((cell, i) => (cell === '' ? '' : READERS[ENGLISH_HEADER[i]!]!(cell)));
}

const asItIs = (cell: string): string => cell;
const from = (pairs: ReadonlyMap<string, string>) => (cell: string) => {
  const word = pairs.get(cell);
  if (word === undefined) throw new Error(`no English word for ${cell}`);
  return word;
};
/** Words of one list to those of another, in order. */
export const zip = (chinese: readonly string[], english: readonly string[]) => {
  if (chinese.length !== english.length) throw new Error(`${chinese.length} words, ${english.length} in English`);
  return new Map(chinese.map((word, i) => [word, english[i]!]));
};

/** Han character to pinyin: surnames and given names of the word lists. */
const PINYIN = new Map(
  (
    '林Lin周Zhou陈Chen吴Wu何He黄Huang徐Xu孙Sun高Gao马Ma罗Luo郑Zheng谢Xie韩Han唐Tang冯Feng于Yu董Dong萧Xiao程Cheng曹Cao袁Yuan' +
    '邓Deng许Xu傅Fu沈Shen曾Zeng彭Peng吕Lyu苏Su卢Lu蒋Jiang蔡Cai贾Jia丁Ding魏Wei薛Xue叶Ye阎Yan余Yu潘Pan杜Du戴Dai夏Xia钟Zhong' +
    '汪Wang田Tian任Ren姜Jiang范Fan方Fang石Shi姚Yao谭Tan廖Liao邹Zou熊Xiong金Jin陆Lu郝Hao孔Kong白Bai崔Cui康Kang毛Mao邱Qiu秦Qin' +
    '江Jiang史Shi顾Gu侯Hou邵Shao孟Meng龙Long万Wan段Duan悦Yue婷Ting明Ming怡Yi琳Lin宁Ning静Jing磊Lei洋Yang勇Yong艳Yan杰Jie' +
    '娟Juan涛Tao敏Min超Chao霞Xia平Ping刚Gang桂Gui英Ying华Hua玉Yu萍Ping红Hong兰Lan凤Feng洁Jie梅Mei莉Li青Qing岚Lan桐Tong' +
    '禾He柠Ning川Chuan柯Ke朗Lang恺Kai澄Cheng㛃Jie㭎Gang文Wen思Si雨Yu子Zi佳Jia梓Zi一Yi若Ruo晓Xiao嘉Jia俊Jun志Zhi海Hai欣Xin' +
    '美Mei诗Shi语Yu可Ke心Xin安An宇Yu辰Chen泽Ze浩Hao天Tian亦Yi然Ran知Zhi清Qing和He星Xing云Yun书Shu言Yan景Jing行Xing之Zhi远Yuan'
  )
    .match(/\p{Script=Han}[A-Za-z]+/gu)!
    .map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
);

/** A person's name in pinyin, given name first. */
export function personName(cell: string): string {
  const [surname, ...given] = [...cell].map(from(PINYIN));
  const [first = '', ...rest] = given;
  return `${first}${rest.join('').toLowerCase()} ${surname!}`;
}

function isoDate(cell: string): string {
  const [year, month, day] = cell.match(/\d+/g)!;
  return `${year!}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
}

/** ￥1,264 is ¥1,264; 1.2万 is 12k and 0.6万 6k; plain numbers stay. */
const money = (cell: string): string =>
  cell.endsWith('万') ? `${Math.round(Number.parseFloat(cell) * 10)}k` : cell.replace('￥', '¥');

const JOBS = zip(jobs, [
  'Office worker',
  'Student',
  'Teacher',
  'Health worker',
  'Freelancer',
  'Shop owner',
  'Civil servant',
  'Service worker',
  'Retired',
]);

/** The shops, from Chinese. */
export const SHOPS = zip(shops, [
  'Renmin Road Metro',
  'Software Park 1',
  'Software Park 2',
  'Jinqiao Offices',
  'Riverside Tower',
  'East Station',
  'Convention Centre',
  'University South Gate',
  'University North Gate',
  'Teachers College',
  'Stadium',
  'Youth Square',
  'Wanxiang Mall',
  'Lakeside Park',
  'Playland',
  'Olympic Mall',
  'Book City',
  'Flower Market',
  'Old Street',
  'Tea Museum',
  'Wutong Lane',
  'River View',
  'West Side',
]);

/** The categories, from Chinese. */
export const CATEGORIES = zip(categories, [
  'Classic milk tea',
  'Oolong milk tea, less sugar',
  'Taro boba',
  'Mango pomelo sago',
  'Lemon tea',
  'Fruit tea',
  'Ice cream tea',
  'Fresh milk for children',
  'Cheese foam tea',
  'Plain tea',
  'Dancong',
  'Rock tea',
  'Longjing',
  'Tea and pastry set',
]);

const REMARKS = new Map([
  ...zip(remarks.anyone, [
    'Staff remember my taste',
    'Wants a sturdier cup',
    'Nice packaging',
    'Parking is difficult',
    'Too few seats',
    'Air conditioning too cold',
    'Got the same text message twice',
    'Points gone after a new phone',
    'Wants an electronic invoice',
    'Asked about a franchise',
    'No mango',
    'Lactose intolerant',
    'Complained once, called back',
    'Birthday coupon did not arrive',
    'Comes less since moving',
    'Recommended to a colleague',
    'The app closes at times',
    'Often brings an own cup',
    'Dislikes the paper straws',
    'The music is a bit loud',
  ]),
  ...zip(remarks.byGroup[0]!, [
    'On the way home from work',
    'Best when it is ready on arrival',
    'Leaves after 12 minutes in the queue',
    'Less sugar, no ice',
    'Picks up right outside the metro',
    'Cannot hear the number called',
    'Orders ten minutes ahead',
    'One more cup on Fridays',
    'Has it delivered when working late',
    'Remember my sweetness from last time',
    'New drinks have long names, ordering takes time',
  ]),
  ...zip(remarks.byGroup[1]!, [
    'Only comes with a coupon',
    'Waits for the discount',
    'Shares an order with room mates',
    'Posted it to friends',
    'Comes for the second cup at half price',
    'Studies here before exams',
    'Delivery is too expensive',
    'Got a ¥5 coupon',
    'Compares prices with next door',
    'Asked about the limited cup sleeve',
    'When is the student discount back',
  ]),
  ...zip(remarks.byGroup[2]!, [
    'Brings the children at weekends',
    'No ice for the child',
    'Buys four cups at once',
    'Wants a small cup',
    'Asked for drinks without caffeine',
    'Wants a high chair',
    'Hot for the grandparents',
    'Often adds a pastry',
    'Comes after the cinema',
    'Everyone wants something else, needs time to order',
    'Minds the sugar',
  ]),
  ...zip(remarks.byGroup[3]!, [
    'Plain tea only',
    'Asked about the first spring picking',
    'Brings an own gaiwan',
    'Smells the dry leaves',
    'Likes charcoal roast',
    'Would join a tasting',
    'Buys leaves as a gift',
    'Water is too hot',
    'Can name the mountain',
    'Talked to the manager about "aftertaste"',
    'Sits for an afternoon',
  ]),
]);

/** Remarks stand in a row; a mini-program picture may follow the last. */
function notes(cell: string): string {
  const cheer = remarks.cheers.find((picture) => cell.endsWith(picture)) ?? '';
  const said = cell.slice(0, cell.length - cheer.length).split('；');
  return said.map(from(REMARKS)).join('; ') + (cheer && ` ${cheer}`);
}

const READERS: Record<(typeof ENGLISH_HEADER)[number], (cell: string) => string> = {
  'Member ID': asItIs,
  'Full name': personName,
  Mobile: asItIs,
  Gender: from(zip(['女', '男', '未填'], ['Female', 'Male', 'Not given'])),
  'Date of birth': isoDate,
  Occupation: from(JOBS),
  'Usual store': from(SHOPS),
  Registered: asItIs,
  'Yearly visits': asItIs,
  'Average basket': asItIs,
  'Yearly spend': money,
  'Usual time': from(zip(['早', '午', '傍晚', '夜'], ['Morning', 'Midday', 'Evening', 'Night'])),
  'Orders ahead': asItIs,
  'Coupon use': asItIs,
  'Favourite category': from(CATEGORIES),
  'Tea interest': asItIs,
  Shares: asItIs,
  Notes: notes,
};
