import { describe, expect, it } from 'vitest';
import type { Encoding } from '../../../shared/contract/sources.ts';
import { openTable } from '../../../electron/formats/table.ts';
import { seeded } from '../../../electron/analysis/random.ts';
import { fileOf, profileText } from './data.ts';

/** Bytes of every two-byte code of an encoding, by character: the platform only decodes. */
function encoder(encoding: 'gb18030' | 'big5' | 'windows-1252'): (text: string) => Buffer {
  const decoder = new TextDecoder(encoding);
  const codes = new Map<string, number[]>();
  if (encoding === 'windows-1252') for (let b = 128; b < 256; b++) codes.set(decoder.decode(new Uint8Array([b])), [b]);
  else
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const char = decoder.decode(new Uint8Array([lead, trail]));
        if ([...char].length === 1 && char !== '\ufffd' && !codes.has(char)) codes.set(char, [lead, trail]);
      }
  if (encoding === 'gb18030') {
    codes.set('𠮷', [0x95, 0x34, 0xc5, 0x35]);
    const rare = [0x82, 0x30, 0x81, 0x30];
    codes.set(decoder.decode(new Uint8Array(rare)), rare);
  }
  return (text) =>
    Buffer.from(
      [...text].flatMap((char) => (char.charCodeAt(0) < 128 ? [char.charCodeAt(0)] : (codes.get(char) ?? [63]))),
    );
}
const gb = encoder('gb18030');
const big5 = encoder('big5');
const latin = encoder('windows-1252');
const utf16 = (text: string, big: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

const SIMPLE =
  '林晓在上海的门店买了两杯珍珠奶茶和一份抹茶蛋糕周末常与朋友一起来喜欢少糖热饮会员卡余额不足需要充值北京广州深圳杭州成都武汉西安南京重庆天津苏州长沙姓名城市年龄职业备注收入消费金额注册日期最近到店次数男女教师医生工程师学生自由职业销售经理'.split(
    '',
  );
const TRADITIONAL =
  '林曉在臺北的門店買了兩杯珍珠奶茶和一份抹茶蛋糕週末常與朋友一起來喜歡少糖熱飲會員卡餘額不足需要儲值高雄臺中臺南新竹姓名城市年齡職業備註收入消費金額註冊日期最近到店次數男女教師醫生工程師學生自由業銷售經理香港九龍'.split(
    '',
  );
const FRENCH = [
  'Café',
  'Thérèse',
  'Crème brûlée',
  'naïve',
  'François',
  'München',
  'Köln',
  'Señora',
  'Año',
  'Øystein',
  'Gruß',
  'déjà vu',
  '£20',
  '€ 15',
  'Zoë',
  'São Paulo',
  '“quoted”',
  'l’été',
  'Älvsjö',
  'plain',
  'London',
  'Anna',
  'Berlin',
];

function sample(words: readonly string[], random: () => number, latinText: boolean): string {
  const word = () => words[Math.floor(random() * words.length)]!;
  const field = () => (latinText ? word() : Array.from({ length: 2 + Math.floor(random() * 6) }, word).join(''));
  const lines = [latinText ? 'id,name,city,note' : `id,${field()},${field()},${field()}`];
  const bytes = 1200 + random() * 4000;
  let size = 0;
  for (let i = 1; size < bytes; i++) {
    const line = `${i},${field()},${random() < 0.3 ? 'A' + String(i) : field()},${Math.floor(random() * 1000)}`;
    size += line.length * (latinText ? 1 : 2);
    lines.push(line);
  }
  return `${lines.join(random() < 0.5 ? '\r\n' : '\n')}\n`;
}

describe('encodings (R22)', () => {
  it('recognises at least 99 % of 700 files of 1 KB and more', () => {
    const random = seeded(22);
    const next = () => random.next();
    const wrong: string[] = [];
    let files = 0;
    const kinds: [string, Encoding, (text: string) => Buffer, readonly string[], boolean][] = [
      ['utf-8', 'utf-8', (text) => Buffer.from(text), SIMPLE, false],
      ['utf-8 bom', 'utf-8', (text) => Buffer.from(`\ufeff${text}`), SIMPLE, false],
      ['gb18030', 'gb18030', gb, [...SIMPLE, '𠮷'], false],
      ['big5', 'big5', big5, TRADITIONAL, false],
      ['utf-16le', 'utf-16le', (text) => utf16(`\ufeff${text}`, false), SIMPLE, false],
      ['utf-16be', 'utf-16be', (text) => utf16(`\ufeff${text}`, true), SIMPLE, false],
      ['utf-16le unmarked', 'utf-16le', (text) => utf16(text, false), SIMPLE, false],
      ['utf-16be unmarked', 'utf-16be', (text) => utf16(text, true), FRENCH, true],
      ['windows-1252', 'windows-1252', latin, FRENCH, true],
      ['gb18030 sparse', 'gb18030', gb, ['Anna', 'Berlin', 'plain', 'A1', '林晓', '上海', '备注'], true],
    ];
    for (let i = 0; i < 70; i++)
      for (const [name, encoding, encode, words, latinText] of kinds) {
        const text = sample(words, next, latinText);
        files++;
        const table = openTable(fileOf(encode(text)), {}, () => undefined);
        if (table.scan.encoding !== encoding) wrong.push(`${name} taken for ${table.scan.encoding}`);
      }
    expect(files).toBe(700);
    expect(wrong.length, wrong.slice(0, 10).join('; ')).toBeLessThanOrEqual(7);
  });

  it('the text comes through unchanged, rare characters included', () => {
    const text = '姓名,城市\n𠮷田,上海\n林晓,北京\n陈静,深圳\n周文,广州\n';
    for (const bytes of [Buffer.from(text), gb(text), utf16(`\ufeff${text}`, false), utf16(`\ufeff${text}`, true)]) {
      const { facts } = profileText(bytes, { headerRow: 1 });
      expect(facts.undecodable).toBe(0);
      expect(facts.columns.map((column) => column.name)).toEqual(['姓名', '城市']);
      expect(facts.preview[1]!.cells[1]).toBe('北京');
    }
  });

  it('can be overridden, and says so', () => {
    const { facts } = profileText(latin('name,city\nAnna,Köln\nZoë,München\n'), { encoding: 'gb18030' });
    expect(facts.encoding).toMatchObject({ value: 'gb18030', overridden: true });
    expect(facts.read).toBe(facts.storable + facts.rejected);
  });
});
