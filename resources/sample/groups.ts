/** What was planted: one profile a group. Means are per customer; shares are weights in the order of the word lists. */
export interface Group {
  readonly name: string;
  readonly size: number;
  /** visits in a year and basket in yuan: median and spread of the logarithm */
  readonly visits: readonly [number, number];
  readonly basket: readonly [number, number];
  /** share of customers who buy for an office: 1.8 times the visits and the basket */
  readonly buyers: number;
  /** 早 午 傍晚 夜 */
  readonly time: readonly number[];
  /** share of orders placed ahead, and with a coupon: mean and spread */
  readonly ahead: readonly [number, number];
  readonly coupon: readonly [number, number];
  /** weights of 1 to 5 */
  readonly interest: readonly number[];
  /** shares in a year: median of the lognormal part and its spread */
  readonly shares: readonly [number, number];
  readonly age: readonly [number, number];
  /** 女 男 未填 */
  readonly gender: readonly number[];
  readonly jobs: readonly number[];
  readonly shops: readonly number[];
  readonly categories: readonly number[];
}

export const groups: readonly Group[] = [
  {
    name: '下班路上的奶茶常客',
    size: 695,
    visits: [59, 0.3],
    basket: [18.6, 0.16],
    buyers: 0,
    time: [7, 6, 82, 5],
    ahead: [0.71, 0.12],
    coupon: [0.21, 0.1],
    interest: [15, 45, 32, 7, 1],
    shares: [1.2, 0.7],
    age: [24, 37],
    gender: [64, 33, 3],
    jobs: [72, 1, 5, 7, 5, 2, 6, 2, 0],
    shops: [28, 16, 13, 13, 10, 8, 4, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1],
    categories: [30, 38, 10, 3, 6, 4, 1, 0, 5, 1, 1, 0, 1, 0],
  },
  {
    name: '逢券才来的学生党',
    size: 583,
    visits: [25, 0.32],
    basket: [13.8, 0.16],
    buyers: 0,
    time: [3, 12, 9, 76],
    ahead: [0.46, 0.13],
    coupon: [0.76, 0.11],
    interest: [28, 45, 22, 4, 1],
    shares: [8.5, 0.55],
    age: [18, 25],
    gender: [58, 37, 5],
    jobs: [2, 86, 0, 0, 5, 0, 0, 7, 0],
    shops: [2, 1, 1, 0, 0, 2, 2, 24, 20, 17, 6, 9, 4, 2, 0, 2, 3, 1, 1, 0, 1, 0, 2],
    categories: [14, 2, 22, 9, 24, 13, 14, 0, 2, 0, 0, 0, 0, 0],
  },
  {
    name: '周末带娃的家庭客',
    size: 448,
    visits: [18, 0.32],
    basket: [43, 0.18],
    buyers: 0,
    time: [8, 80, 10, 2],
    ahead: [0.14, 0.08],
    coupon: [0.36, 0.11],
    interest: [8, 34, 44, 13, 1],
    shares: [1.6, 0.7],
    age: [29, 44],
    gender: [68, 29, 3],
    jobs: [40, 0, 14, 11, 6, 12, 12, 4, 1],
    shops: [1, 0, 0, 0, 0, 2, 2, 0, 0, 0, 3, 2, 20, 16, 19, 14, 6, 3, 2, 0, 1, 1, 8],
    categories: [8, 2, 5, 14, 3, 22, 6, 24, 3, 1, 0, 0, 0, 12],
  },
  {
    name: '懂茶的高客单熟客',
    size: 315,
    visits: [47, 0.36],
    basket: [41, 0.24],
    buyers: 0.035,
    time: [72, 16, 9, 3],
    ahead: [0.27, 0.11],
    coupon: [0.07, 0.05],
    interest: [0, 1, 5, 32, 62],
    shares: [0.8, 0.7],
    age: [33, 60],
    gender: [44, 52, 4],
    jobs: [19, 0, 11, 8, 12, 21, 12, 1, 16],
    shops: [1, 1, 1, 2, 3, 0, 2, 0, 0, 0, 0, 0, 2, 4, 0, 1, 6, 6, 25, 21, 13, 10, 2],
    categories: [1, 2, 0, 0, 0, 1, 0, 0, 1, 25, 24, 21, 17, 8],
  },
];
