/** The words of the twelve notes. `theme` marks what a planted need is heard in; people and stores are invented. */
import type { Both } from './person.ts';

export type Theme = 'speed' | 'price' | 'family' | 'origin' | 'service';
export type Consent = 'quote' | 'anonymous' | 'analysis' | 'none';
export type Speaker = 'interviewer' | 'customer' | 'manager' | 'support' | 'sales';

interface Turn {
  readonly by: Speaker;
  readonly said: Both;
  readonly theme?: Theme;
}
export interface Interview {
  readonly file: string;
  readonly format: 'txt' | 'md' | 'docx';
  readonly kind: 'interview' | 'support' | 'sales';
  readonly title: Both;
  readonly date: string;
  readonly consent: Consent;
  /** planted group of the person; null: about nobody in particular */
  readonly group: number | null;
  readonly turns: readonly Turn[];
}

const q = (zh: string, en: string): Turn => ({ by: 'interviewer', said: { zh, en } });
const a = (zh: string, en: string, theme?: Theme): Turn => turn('customer', zh, en, theme);
const turn = (by: Speaker, zh: string, en: string, theme?: Theme): Turn =>
  theme ? { by, said: { zh, en }, theme } : { by, said: { zh, en } };

export const interviews: readonly Interview[] = [
  {
    file: '01-commuter-metro',
    format: 'txt',
    kind: 'interview',
    title: { zh: '访谈 01：下班路上', en: 'Interview 01: on the way home' },
    date: '2024-09-03',
    consent: 'quote',
    group: 0,
    turns: [
      q('平时什么时候来？', 'When do you usually come?'),
      a('下班出地铁的时候，六点半左右。', 'When I leave the metro after work, around half past six.'),
      q('最在意什么？', 'What matters most?'),
      a('到店就能取，一分钟都不想等。', 'It has to be ready when I arrive. I do not want to wait a minute.', 'speed'),
      q('如果要排队呢？', 'And when there is a queue?'),
      a(
        '超过十二分钟我就走了，旁边还有两家。',
        'After twelve minutes I leave, there are two other places next door.',
        'speed',
      ),
    ],
  },
  {
    file: '02-commuter-office',
    format: 'md',
    kind: 'interview',
    title: { zh: '访谈 02：写字楼里的常客', en: 'Interview 02: a regular from the offices' },
    date: '2024-09-05',
    consent: 'anonymous',
    group: 0,
    turns: [
      q('怎么下单？', 'How do you order?'),
      a('一般在电梯里用小程序点，提前十分钟。', 'In the lift, with the app, ten minutes ahead.', 'speed'),
      q('用着顺手吗？', 'Does that work well?'),
      a(
        '每次都要重新选三分糖去冰，应该记住我的口味。',
        'I choose 30% sugar and no ice every time. It should remember my taste.',
        'service',
      ),
      a(
        '价格倒不是问题，贵两块钱能快五分钟我愿意。',
        'The price is no problem. Two yuan more for five minutes less is fine.',
        'speed',
      ),
    ],
  },
  {
    file: '03-commuter-overtime',
    format: 'docx',
    kind: 'interview',
    title: { zh: '访谈 03：加班的晚上', en: 'Interview 03: working late' },
    date: '2024-09-10',
    consent: 'quote',
    group: 0,
    turns: [
      q('加班时也会点吗？', 'Do you order when you work late?'),
      a('会，点外卖，但常常晚到。', 'Yes, delivered, but it is often late.', 'speed'),
      q('希望怎么改？', 'What should change?'),
      a(
        '告诉我准确的时间就行，说七点到就七点到。',
        'Just tell me the exact time. If you say seven, then seven.',
        'speed',
      ),
      a(
        '取餐叫号也听不清，发条消息更好。',
        'I cannot hear my number being called either. A message would be better.',
        'service',
      ),
    ],
  },
  {
    file: '04-student-dorm',
    format: 'txt',
    kind: 'interview',
    title: { zh: '访谈 04：宿舍拼单', en: 'Interview 04: ordering together in the dormitory' },
    date: '2024-09-11',
    consent: 'quote',
    group: 1,
    turns: [
      q('多久买一次？', 'How often do you buy?'),
      a('看有没有券，没有券我就不点。', 'That depends on coupons. Without a coupon I do not order.', 'price'),
      q('一个人点吗？', 'On your own?'),
      a(
        '和室友凑满减，四个人一起配送费才划算。',
        'With my room mates, for the discount. Delivery only pays for four of us.',
        'price',
      ),
      a('好看的杯套我会发朋友圈。', 'I post the cup sleeve when it looks good.'),
    ],
  },
  {
    file: '05-student-exam',
    format: 'md',
    kind: 'interview',
    title: { zh: '访谈 05：期末自习', en: 'Interview 05: studying for exams' },
    date: '2024-09-12',
    consent: 'analysis',
    group: 1,
    turns: [
      q('为什么来店里坐？', 'Why do you come and sit here?'),
      a('图书馆没有位子，这里开到十点。', 'The library is full and you are open until ten.'),
      q('对价格怎么看？', 'What about prices?'),
      a(
        '第二杯半价的时候才会买两杯，平时十五块以上不考虑。',
        'Two cups only when the second is half price. Above fifteen yuan I do not consider it.',
        'price',
      ),
      a('学生证折扣取消以后我来得少了。', 'I come less since the student discount ended.', 'price'),
    ],
  },
  {
    file: '06-student-compare',
    format: 'docx',
    kind: 'interview',
    title: { zh: '访谈 06：比价', en: 'Interview 06: comparing prices' },
    date: '2024-09-18',
    consent: 'none',
    group: 1,
    turns: [
      q('买之前会比较吗？', 'Do you compare before you buy?'),
      a('会，三个小程序都打开看一眼，哪家便宜点哪家。', 'Yes, I open three apps and take the cheapest.', 'price'),
      a('差两块钱我就换一家。', 'For two yuan I go to another one.', 'price'),
    ],
  },
  {
    file: '07-family-weekend',
    format: 'txt',
    kind: 'interview',
    title: { zh: '访谈 07：周末带孩子', en: 'Interview 07: at the weekend with children' },
    date: '2024-09-21',
    consent: 'quote',
    group: 2,
    turns: [
      q('一般和谁来？', 'Who do you come with?'),
      a('两个孩子和老人，一次买四杯。', 'Two children and the grandparents, four cups at once.', 'family'),
      q('有什么不方便？', 'Is anything inconvenient?'),
      a(
        '不知道哪杯没有咖啡因，每次都要问店员。',
        'I never know which cup has no caffeine. I have to ask every time.',
        'family',
      ),
      a('周末没有座位，孩子只能站着喝。', 'There are no seats at weekends, the children drink standing.', 'family'),
    ],
  },
  {
    file: '08-family-sugar',
    format: 'md',
    kind: 'interview',
    title: { zh: '访谈 08：含糖量', en: 'Interview 08: sugar' },
    date: '2024-09-22',
    consent: 'quote',
    group: 2,
    turns: [
      q('给孩子买什么？', 'What do you buy for the child?'),
      a(
        '常温的鲜奶，最好是小杯，大杯喝不完。',
        'Fresh milk, not cold, in a small cup. A large one is too much.',
        'family',
      ),
      q('还有顾虑吗？', 'Any concerns?'),
      a('含糖量写清楚我才放心给孩子喝。', 'I only give it to my child when the sugar is printed on it.', 'family'),
      a('点单的时候一家人口味都不同，别催。', 'Everyone wants something else, so please do not hurry us.', 'service'),
    ],
  },
  {
    file: '09-tea-lover',
    format: 'docx',
    kind: 'interview',
    title: { zh: '访谈 09：懂茶的老顾客', en: 'Interview 09: someone who knows tea' },
    date: '2024-09-26',
    consent: 'quote',
    group: 3,
    turns: [
      q('为什么选我们？', 'Why us?'),
      a('你们的单丛能说出山场，别家说不出来。', 'You can name the mountain of your Dancong. Others cannot.', 'origin'),
      q('哪里可以更好？', 'What could be better?'),
      a(
        '水温太高，九十五度以下才出得来香气。',
        'The water is too hot. The aroma needs less than 95 degrees.',
        'origin',
      ),
      a('好茶贵一点没关系，但要告诉我年份。', 'Good tea may cost more, but tell me the year.', 'origin'),
    ],
  },
  {
    file: '10-tea-gift',
    format: 'txt',
    kind: 'sales',
    title: { zh: '销售记录 10：送礼的茶叶', en: 'Sales note 10: leaves as a gift' },
    date: '2024-10-09',
    consent: 'anonymous',
    group: 3,
    turns: [
      turn('sales', '顾客为客户选茶叶，预算五百元左右。', 'The customer chooses leaves for clients, about 500 yuan.'),
      a(
        '包装上写清楚产地和采摘时间，我才好开口送人。',
        'With the place and the picking time on the box I can give it away.',
        'origin',
      ),
      a('有品鉴会叫我，我带两个朋友来。', 'Invite me to a tasting, I will bring two friends.', 'origin'),
      turn('sales', '已记下，十一月头采到店时联系。', 'Noted. To be called when the picking arrives in November.'),
    ],
  },
  {
    file: '11-support-refund',
    format: 'md',
    kind: 'support',
    title: { zh: '客服记录 11：生日券', en: 'Support note 11: birthday coupon' },
    date: '2024-10-15',
    consent: 'analysis',
    group: 1,
    turns: [
      turn('support', '顾客来电，生日券未到账。', 'The customer calls: the birthday coupon did not arrive.'),
      a('我就是冲着那张券来的，没有就不买了。', 'I only came for that coupon. Without it I will not buy.', 'price'),
      turn('support', '已补发，顾客表示满意。', 'Sent again, the customer is content.'),
    ],
  },
  {
    file: '12-manager-round',
    format: 'txt',
    kind: 'interview',
    title: { zh: '店长座谈 12', en: 'Store managers 12' },
    date: '2024-10-22',
    consent: 'quote',
    group: null,
    turns: [
      q('晚高峰怎么样？', 'How is the evening rush?'),
      turn(
        'manager',
        '六点到七点出不来杯，提前单和现场单抢同一台机器。',
        'From six to seven we cannot keep up: orders ahead and orders at the counter share one machine.',
        'speed',
      ),
      q('周末呢？', 'And the weekend?'),
      turn(
        'manager',
        '带孩子的家庭多，座位不够，儿童椅只有两把。',
        'Many families, too few seats and only two high chairs.',
        'family',
      ),
      turn(
        'manager',
        '懂茶的客人会问山场和年份，新店员答不上来。',
        'Guests who know tea ask for mountain and year, and new staff cannot answer.',
        'origin',
      ),
    ],
  },
];
