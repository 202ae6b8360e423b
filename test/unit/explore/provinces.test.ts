import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../electron/analysis/explore/places.ts';
import { PROVINCE_GRID, provinceOf, PROVINCES } from '../../../shared/provinces.ts';

describe('provinces', () => {
  it('are 34, each on a tile of its own', () => {
    expect(PROVINCES).toHaveLength(34);
    expect(new Set(PROVINCES.map(({ code }) => code)).size).toBe(34);
    expect(new Set(PROVINCES.map(({ column, row }) => `${column} ${row}`)).size).toBe(34);
    for (const { column, row } of PROVINCES) {
      expect(column).toBeLessThan(PROVINCE_GRID.columns);
      expect(row).toBeLessThan(PROVINCE_GRID.rows);
    }
  });

  it('are known by short, full and English name', () => {
    for (const { code, zh, full, en } of PROVINCES)
      for (const name of [zh, full, en, en.toUpperCase(), ` ${zh} `, `${zh}省`, `中国${full}`])
        expect([name, provinceOf(name)]).toEqual([name, code]);
  });

  it('are known by the ways they are written', () => {
    const same: Record<string, string[]> = {
      11: ['北京', '北京市', 'Beijing Municipality'],
      15: ['内蒙古', '内蒙古自治区', '内蒙', 'Inner Mongolia', 'inner-mongolia', 'Neimenggu'],
      45: ['广西', '广西壮族自治区', '广西自治区', '廣西'],
      54: ['西藏', '西藏自治区', 'Xizang', 'Tibet'],
      65: ['新疆', '新疆维吾尔自治区', '新疆自治区'],
      81: ['香港', '香港特别行政区', 'Hong Kong SAR', 'HK'],
      82: ['澳门', '澳門', 'Macau'],
      71: ['台湾', '臺灣', '台灣'],
      44: ['广东', '廣東省', 'Guangdong Province', '粤'],
    };
    for (const [code, names] of Object.entries(same))
      for (const name of names) expect([name, provinceOf(name)]).toEqual([name, code]);
  });

  it('a city, an address or anything else is not guessed at', () => {
    for (const text of ['', '杭州', '浙江省杭州市西湖区', 'Paris', '未知', '省', '市', '吉林路 3 号', 'China'])
      expect([text, provinceOf(text)]).toEqual([text, null]);
  });

  it('hold the cities of a column of provinces', () => {
    const same = {
      浙江省: true,
      浙江省杭州市: true,
      'Hangzhou, Zhejiang': true,
      Zhejiang: true,
      杭州市: false,
      杭州: false,
    };
    for (const [text, named] of Object.entries(same))
      expect([text, placeOf(text)]).toEqual([text, { code: '33', named }]);
    for (const text of ['', 'Paris', '未知', 'Springfield, Illinois'])
      expect([text, placeOf(text)]).toEqual([text, null]);
  });
});
