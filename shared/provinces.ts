/** A provincial unit of China: its code after GB/T 2260 (first two digits), its names and its place on the tile grid. */
export interface Province {
  readonly code: string;
  /** short name: 内蒙古 */
  readonly zh: string;
  /** full name: 内蒙古自治区 */
  readonly full: string;
  readonly en: string;
  /** two letters or characters that fit a tile in English */
  readonly short: string;
  /** place on the grid of tiles, 0-based; neighbours on the map are neighbours on the grid as far as a grid allows */
  readonly column: number;
  readonly row: number;
}

/** Columns and rows of the tile grid. */
export const PROVINCE_GRID = { columns: 9, rows: 8 } as const;

const of = (
  code: string,
  zh: string,
  full: string,
  en: string,
  short: string,
  column: number,
  row: number,
): Province => ({ code, zh, full, en, short, column, row });

/** The 34 provincial units in the order of their codes. */
export const PROVINCES: readonly Province[] = [
  of('11', '北京', '北京市', 'Beijing', 'BJ', 6, 1),
  of('12', '天津', '天津市', 'Tianjin', 'TJ', 6, 2),
  of('13', '河北', '河北省', 'Hebei', 'HE', 5, 2),
  of('14', '山西', '山西省', 'Shanxi', 'SX', 4, 2),
  of('15', '内蒙古', '内蒙古自治区', 'Inner Mongolia', 'NM', 5, 1),
  of('21', '辽宁', '辽宁省', 'Liaoning', 'LN', 7, 1),
  of('22', '吉林', '吉林省', 'Jilin', 'JL', 8, 1),
  of('23', '黑龙江', '黑龙江省', 'Heilongjiang', 'HL', 8, 0),
  of('31', '上海', '上海市', 'Shanghai', 'SH', 7, 4),
  of('32', '江苏', '江苏省', 'Jiangsu', 'JS', 6, 3),
  of('33', '浙江', '浙江省', 'Zhejiang', 'ZJ', 6, 4),
  of('34', '安徽', '安徽省', 'Anhui', 'AH', 5, 4),
  of('35', '福建', '福建省', 'Fujian', 'FJ', 6, 5),
  of('36', '江西', '江西省', 'Jiangxi', 'JX', 5, 5),
  of('37', '山东', '山东省', 'Shandong', 'SD', 5, 3),
  of('41', '河南', '河南省', 'Henan', 'HA', 4, 3),
  of('42', '湖北', '湖北省', 'Hubei', 'HB', 4, 4),
  of('43', '湖南', '湖南省', 'Hunan', 'HN', 4, 5),
  of('44', '广东', '广东省', 'Guangdong', 'GD', 4, 6),
  of('45', '广西', '广西壮族自治区', 'Guangxi', 'GX', 3, 6),
  of('46', '海南', '海南省', 'Hainan', 'HI', 3, 7),
  of('50', '重庆', '重庆市', 'Chongqing', 'CQ', 3, 4),
  of('51', '四川', '四川省', 'Sichuan', 'SC', 2, 4),
  of('52', '贵州', '贵州省', 'Guizhou', 'GZ', 3, 5),
  of('53', '云南', '云南省', 'Yunnan', 'YN', 2, 5),
  of('54', '西藏', '西藏自治区', 'Tibet', 'XZ', 1, 4),
  of('61', '陕西', '陕西省', 'Shaanxi', 'SN', 3, 3),
  of('62', '甘肃', '甘肃省', 'Gansu', 'GS', 2, 2),
  of('63', '青海', '青海省', 'Qinghai', 'QH', 2, 3),
  of('64', '宁夏', '宁夏回族自治区', 'Ningxia', 'NX', 3, 2),
  of('65', '新疆', '新疆维吾尔自治区', 'Xinjiang', 'XJ', 0, 2),
  of('71', '台湾', '台湾省', 'Taiwan', 'TW', 7, 5),
  of('81', '香港', '香港特别行政区', 'Hong Kong', 'HK', 5, 6),
  of('82', '澳门', '澳门特别行政区', 'Macao', 'MO', 4, 7),
];

/** Other ways these names are written, besides short and full name, 省, 市 and 自治区 left out or added, and English. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  '11': ['京', 'peking'],
  '12': ['津'],
  '13': ['冀'],
  '14': ['晋', 'shansi'],
  '15': ['蒙', '内蒙', '內蒙古', 'neimenggu', 'neimongol', 'innermongol'],
  '21': ['辽', '遼寧'],
  '22': ['吉'],
  '23': ['黑', '黑龍江'],
  '31': ['沪'],
  '32': ['苏', '江蘇'],
  '33': ['浙'],
  '34': ['皖'],
  '35': ['闽'],
  '36': ['赣'],
  '37': ['鲁', '山東'],
  '41': ['豫'],
  '42': ['鄂'],
  '43': ['湘'],
  '44': ['粤', '廣東', 'canton'],
  '45': ['桂', '廣西', '广西自治区', '广西省'],
  '46': ['琼'],
  '50': ['渝', '重慶', 'chungking'],
  '51': ['川', '蜀'],
  '52': ['黔', '貴州'],
  '53': ['滇', '雲南'],
  '54': ['藏', 'xizang', '西藏藏族自治区'],
  '61': ['陕', '秦', '陝西'],
  '62': ['甘', '陇', '甘肅'],
  '63': ['青'],
  '64': ['宁', '寧夏', '宁夏自治区'],
  '65': ['新', '新疆自治区'],
  '71': ['台', '臺灣', '台灣'],
  '81': ['港', 'hk', 'hongkong', 'hksar'],
  '82': ['澳', '澳門', 'macau'],
};

const clean = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s'’.-]/g, '')
    .replace(/^(中国|china)(?=.)/, '')
    .replace(/(province|municipality|sar)$/, '');

const SUFFIX = /(省|市|自治区|自治區|特别行政区|特別行政區)$/;

const byName = new Map<string, string>();
for (const { code, zh, full, en } of PROVINCES)
  for (const name of [zh, full, en, ...(OTHERS[code] ?? [])]) byName.set(clean(name), code);

/**
 * The code of the provincial unit that a text names: 北京, 北京市, 内蒙古自治区, 广西, Zhejiang. null: it names none, or names
 * a place inside one (a city or a full address is not guessed at).
 */
export function provinceOf(text: string): string | null {
  const name = clean(text);
  return byName.get(name) ?? byName.get(name.replace(SUFFIX, '')) ?? null;
}
