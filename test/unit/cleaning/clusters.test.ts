import { describe, expect, it } from 'vitest';
import { clusterValues, fingerprint, ngramKey, pinyinKey } from '../../../electron/analysis/cleaning/clusters.ts';
import { PROVINCES } from '../../../electron/analysis/cleaning/regionData.ts';
import { findRegion, standardRegion } from '../../../electron/analysis/cleaning/regions.ts';

const counted = (values: Record<string, number>) => Object.entries(values).map(([value, count]) => ({ value, count }));
const groups = (values: Record<string, number>, ...methods: Parameters<typeof clusterValues>[1]) =>
  clusterValues(counted(values), methods).map(({ target, values: own }) => [
    target,
    own.map(({ value }) => value).slice(1),
  ]);

describe('clusters of like values', () => {
  it('share a fingerprint: case, width, accents, punctuation and order of words', () => {
    expect(fingerprint('  Café  du Nord.')).toBe(fingerprint('nord, CAFE du'));
    expect(groups({ 'New York': 9, 'new york ': 2, 'York, New': 1, Boston: 5 }, 'fingerprint')).toEqual([
      ['New York', ['new york ', 'York, New']],
    ]);
    expect(groups({ 'ＶＩＰ（金）': 1, 'vip(金)': 4 }, 'fingerprint')).toEqual([['vip(金)', ['ＶＩＰ（金）']]]);
  });
  it('share their pairs of characters', () => {
    expect(ngramKey('Krzysztof')).toBe(ngramKey('krzyszto-f'));
    expect(groups({ 'North West': 3, Northwest: 2 }, 'ngram')).toEqual([['North West', ['Northwest']]]);
  });
  it('sound the same in pinyin', () => {
    expect(pinyinKey('北京')).toBe('beijing');
    // words, not family names and not signs one by one
    const words = {
      ...{ 会员卡: 'huiyuanka', 快乐: 'kuaile', 音乐: 'yinyue', 厦门: 'xiamen', 银行卡: 'yinhangka', 会计: 'kuaiji' },
      ...{ 重庆: 'chongqing', 曾经: 'cengjing', 单品: 'danpin', 长沙: 'changsha', 教师: 'jiaoshi', 解决: 'jiejue' },
    };
    for (const [word, latin] of Object.entries(words)) expect([word, pinyinKey(word)]).toEqual([word, latin]);
    const places = {
      ...{ 乐亭县: 'laotingxian', 单县: 'shanxian', 涡阳: 'guoyang', 大埔: 'dabu', 台州: 'taizhou', 六安: 'luan' },
      ...{
        重庆市长寿区: 'chongqingshichangshouqu',
        乐山: 'leshan',
        浚县: 'xunxian',
        番禺: 'panyu',
        厦门市: 'xiamenshi',
        // the part of a town that begins with 长 makes no 市长 of it
        ...{ 上海市长宁区: 'shanghaishichangningqu', 长沙市长沙县: 'changshashichangshaxian' },
        ...{ 新乡市长垣市: 'xinxiangshichangyuanshi', 市长: 'shizhang', 副市长讲话: 'fushizhangjianghua' },
        ...{ 蚌埠: 'bengbu', 丽水: 'lishui', 亳州: 'bozhou', 东阿: 'donge', 荥阳: 'xingyang', 铅山: 'yanshan' },
      },
    };
    for (const [place, latin] of Object.entries(places)) expect([place, pinyinKey(place)]).toEqual([place, latin]);
    // every listed place is found in a text
    const listed = {
      ...{ 珲春: 'hunchun', 穆棱: 'muling', 宕昌: 'tanchang', 黄陂: 'huangpi', 什邡: 'shifang', 浒墅关: 'xushuguan' },
      ...{ 浒关: 'xuguan', 都安县: 'duanxian', 都昌: 'duchang', 都匀: 'duyun', 丰都: 'fengdu', 宁都: 'ningdu' },
      ...{ 于都县: 'yuduxian', 调兵山: 'diaobingshan', 闵行: 'minhang', 乌什: 'wushi', 喀什: 'kashi', 牟定: 'mouding' },
      ...{ 枹罕: 'fuhan', 曾厝: 'zengcuo', 大栅栏: 'dashilan' },
      乐亭: 'laoting',
      乐清: 'yueqing',
      乐陵: 'laoling',
      乐都: 'ledu',
      单县: 'shanxian',
      单城: 'shancheng',
      涡阳: 'guoyang',
      大埔: 'dabu',
      长寿: 'changshou',
      长垣: 'changyuan',
      莘庄: 'xinzhuang',
      蔚县: 'yuxian',
      尉犁: 'yuli',
      浚县: 'xunxian',
      洪洞: 'hongtong',
      繁峙: 'fanshi',
      歙县: 'shexian',
      泌阳: 'biyang',
      筠连: 'junlian',
      郫都: 'pidu',
      吴堡: 'wubu',
      六合: 'luhe',
      解州: 'haizhou',
      会稽: 'kuaiji',
      曾都: 'zengdu',
      召陵: 'shaoling',
      十里堡: 'shilipu',
    };
    for (const [place, latin] of Object.entries(listed)) expect(pinyinKey(`去${place}市`)).toBe(`qu${latin}shi`);
    expect(pinyinKey('VIP 会员')).toBe(pinyinKey('vip huiyuan'));
    expect(groups({ 张伟民: 4, 章伟民: 1, Zhangweimin: 1, 王芳: 3 }, 'pinyin')).toEqual([
      ['张伟民', ['Zhangweimin', '章伟民']],
    ]);
  });
  it('are near each other, but never where a number differs', () => {
    expect(groups({ Guangzhou: 8, Guangzuo: 1, Shenzhen: 5, Shenzen: 2 }, 'edit')).toEqual([
      ['Guangzhou', ['Guangzuo']],
      ['Shenzhen', ['Shenzen']],
    ]);
    expect(groups({ Marketing: 8, Marketting: 1 }, 'jaroWinkler')).toEqual([['Marketing', ['Marketting']]]);
    expect(groups({ 'Store 12': 4, 'Store 13': 4 }, 'edit', 'jaroWinkler')).toEqual([]);
  });
  it('are told once, by the surest method; a larger cluster of a less sure one is told as well', () => {
    const found = clusterValues(counted({ 'Tea shop': 5, 'tea shop': 3, 'Tea shoop': 1 }), [
      'fingerprint',
      'ngram',
      'pinyin',
      'edit',
    ]);
    expect(found.map(({ by, values }) => [by, values.length])).toEqual([
      ['fingerprint', 2],
      ['edit', 3],
    ]);
  });
  it('of ten thousand distinct values come in seconds', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      value: `customer ${String(i * 7919)} ${'abcdefghij'[i % 10]!}x`,
      count: 1,
    }));
    const started = process.cpuUsage();
    clusterValues(many, ['fingerprint', 'ngram', 'pinyin', 'jaroWinkler', 'edit']);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(6);
  });
});

describe('places', () => {
  it('are the 34 provinces and their cities, each under its own name', () => {
    expect(PROVINCES).toHaveLength(34);
    for (const { name, short, also, cities } of PROVINCES) {
      for (const form of [name, short, ...also]) expect([form, standardRegion(form, 'same')]).toEqual([form, name]);
      for (const city of cities === '' ? [] : cities.split(' ')) {
        const found = findRegion(`${name}${city}`);
        expect([city, found?.province]).toEqual([city, name]);
        // a standard name stays what it is
        const standard = found!.city!;
        expect(standardRegion(standard, 'same')).toBe(standard);
      }
    }
  });
  it('of one name are told apart by their ending', () => {
    expect(standardRegion('吉林', 'same')).toBe('吉林省');
    expect(standardRegion('吉林市', 'same')).toBe('吉林市');
    expect(standardRegion('吉林省吉林市', 'city')).toBe('吉林市');
    expect(standardRegion('海南', 'same')).toBe('海南省');
    expect(standardRegion('海南州', 'province')).toBe('青海省');
    expect(standardRegion('上海市浦东新区', 'city')).toBe('上海市');
  });
});
