import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressParts } from '../../../electron/analysis/identity/address.ts';
import { simplified, syllables } from '../../../electron/analysis/identity/chinese.ts';
import type { FieldKind } from '../../../electron/analysis/identity/kinds.ts';
import { comparison } from '../../../electron/analysis/identity/levels.ts';
import {
  dayForm,
  emailForm,
  fold,
  foldName,
  idForm,
  looseKey,
  phoneForm,
} from '../../../electron/analysis/identity/normal.ts';
import { Preparer } from '../../../electron/analysis/identity/prepare.ts';
import { edits, jaroWinkler, lettersOf, mayReach } from '../../../electron/analysis/identity/similarity.ts';

describe('normal forms', () => {
  it.each([
    ['138 0013 8001', '13800138001'],
    ['+86-138-0013-8001', '13800138001'],
    ['0086 13800138001', '13800138001'],
    ['８６１３８００１３８００１', '13800138001'],
    ['010-6275 1234 转 802', '1062751234'],
    ['(310) 246-1501', '3102461501'],
    ['+1 310/246-1501', '3102461501'],
    ['+44 (0)20 7946 0958', '2079460958'],
    ['020 7946 0958 ext. 12', '2079460958'],
    ['138****8001', null],
    ['00000000', null],
    ['n/a', null],
  ])('phone %s', (cell, form) => {
    expect(phoneForm(cell)).toBe(form);
  });

  it.each([
    ['Anna.Berg+news@GMail.com', 'annaberg@gmail.com'],
    ['anna.berg@googlemail.com', 'annaberg@gmail.com'],
    ['anna.berg+shop@firma.de', 'anna.berg+shop@firma.de'],
    ['mailto:ANNA@firma.de', 'anna@firma.de'],
    ['none@firma.de', null],
    ['no address', null],
  ])('e-mail %s', (cell, form) => {
    expect(emailForm(cell)).toBe(form);
  });

  it('identity numbers: old Chinese ones become new ones, signs go', () => {
    // the example of GB 11643-1999, appendix A, in both lengths
    expect(idForm('110105491231002')).toBe('11010519491231002X');
    expect(idForm('11010519491231002x')).toBe('11010519491231002X');
    expect(idForm(' 7364-009 ')).toBe('7364009');
    expect(idForm('0000000')).toBeNull();
  });

  it('days in any order, slips kept', () => {
    expect(['19081209', '1908-12-09', '1908/12/9 00:00', '9.12.1908', '12/25/1908'].map(dayForm)).toEqual([
      '19081209',
      '19081209',
      '19081209',
      '19081209',
      '19081225',
    ]);
    expect(dayForm('1990-02-31')).toBe('19900231');
    expect(dayForm('soon')).toBeNull();
  });

  it('texts: width, case, accents, traditional characters', () => {
    expect(fold('  ＪＯＳÉ  Müller ')).toBe('jose muller');
    expect(simplified('張偉麗 Chang')).toBe('张伟丽 Chang');
    // radicals look like the characters they stand for
    expect(fold('\u2ee2云')).toBe('马云');
    expect(fold('\u2ed3\u2ec4安')).toBe('长西安');
    expect(fold('\u2f5a')).toBe('片');
    // two family names stay two, in names alone
    expect(foldName('於明')).not.toBe(foldName('于明'));
    expect(foldName('張 Chang')).toBe('张 chang');
    expect(fold('於明')).toBe(fold('于明'));
    expect(syllables('曾小贤')).toEqual(['zeng', 'xiao', 'xian']);
    expect(syllables('欧阳锋')).toEqual(['ou', 'yang', 'feng']);
    // read in a way that neither character has by itself
    expect(syllables('尉迟恭')).toEqual(['yu', 'chi', 'gong']);
    expect(syllables('长孙无忌')).toEqual(['zhang', 'sun', 'wu', 'ji']);
    expect(syllables('澹台镜')).toEqual(['tan', 'tai', 'jing']);
    expect(syllables('万俟雪')).toEqual(['mo', 'qi', 'xue']);
    expect(syllables('万里')).toEqual(['wan', 'li']);
  });

  it('addresses: short forms, ordinals, what is near, Chinese words for places', () => {
    expect(addressParts(fold('747 Ninth Avenue'))).toEqual(['747', '9', 'ave']);
    expect(addressParts(fold('747 9th ave.  between 50th and 51st sts.'))).toEqual(['747', '9', 'ave']);
    expect(addressParts(fold('435 S. La Cienega Blv.'))).toEqual(addressParts(fold('435 South La Cienega Boulevard')));
    expect(addressParts('广东省深圳市南山区科技园路12号3栋')).toEqual(addressParts('广东深圳南山科技园12号3栋'));
  });

  it('keys in their loosest form', () => {
    expect(['00017', 'A-0042', 'ａ４２', 'a 042'].map(looseKey)).toEqual(['17', 'a42', 'a42', 'a42']);
  });
});

describe('likeness', () => {
  it('Jaro-Winkler has the values of Winkler (1990)', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4);
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 4);
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4);
    expect(jaroWinkler('abc', 'xyz')).toBe(0);
  });

  it('edits count what a plain table of distances counts', () => {
    const plain = (a: string, b: string): number => {
      const d = Array.from({ length: a.length + 1 }, (_, i) => [i, ...new Array<number>(b.length).fill(0)]);
      for (let j = 0; j <= b.length; j++) d[0]![j] = j;
      for (let i = 1; i <= a.length; i++)
        for (let j = 1; j <= b.length; j++) {
          const same = a[i - 1] === b[j - 1] ? 0 : 1;
          let cost = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + same);
          if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
            cost = Math.min(cost, d[i - 2]![j - 2]! + 1);
          d[i]![j] = cost;
        }
      return d[a.length]![b.length]!;
    };
    const word = fc.string({ unit: fc.constantFrom(...'abc12'), maxLength: 9 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 3 }), (a, b, most) => {
        expect(edits(a, b, most)).toBe(Math.min(plain(a, b), most + 1));
      }),
      { numRuns: 3000 },
    );
  });

  it('the fast look never refuses what the slow one accepts', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdef'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.constantFrom(0.77, 0.84, 0.88, 0.92), (a, b, least) => {
        if (jaroWinkler(a, b) >= least) expect(mayReach(a, lettersOf(a), b, lettersOf(b), least)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  /** Level of two cells of one kind, in a vocabulary of these two and some others. */
  function level(kind: FieldKind, a: string, b: string): number {
    const preparer = new Preparer(kind);
    const codes = [a, b, 'Anna Berg', '12 Long Street', 'zz 9'].map((cell) => preparer.code(cell));
    const vocabulary = preparer.finish(new Int32Array(preparer.values.length).fill(1), 40);
    return comparison(kind, vocabulary)(preparer.values[codes[0]!]!, preparer.values[codes[1]!]!);
  }

  it.each<[FieldKind, string, string, number]>([
    ['fullName', '王小明', '王小明先生', 0],
    ['fullName', '張偉', '张伟', 0],
    ['fullName', '王小明', 'Xiaoming Wang', 1],
    ['fullName', '王小明', 'WANG XIAO MING', 1],
    ['fullName', 'Berg, Anna', 'anna berg', 1],
    ['fullName', '王小明', '李国强', 4],
    ['fullName', 'Fenix', 'Fenix at the Argyle', 3],
    ['givenName', 'lachlan', 'lachlna', 1],
    ['givenName', 'j', 'james', 2],
    ['birthDate', '1980-03-07', '1980-07-03', 1],
    ['birthDate', '1980-03-07', '1980-03-08', 1],
    ['birthDate', '1980-03-07', '1991-11-25', 4],
    ['phone', '138 0013 8001', '+86 13800138001', 0],
    ['phone', '13800138001', '13800138007', 1],
    ['phone', '010-62751234', '62751234', 1],
    ['email', 'anna12@web.de', 'anna13@web.de', 3],
    ['email', 'anna12@web.de', 'ana12@web.de', 1],
    ['address', '12 Long Street', '14 Long Street', 3],
    ['text', 'Algebra, Volume 1', 'Algebra, Volume 2', 2],
    ['text', 'schema integration', 'schema intergation', 1],
    ['region', '广东省', '广东', 0],
    ['postcode', '2150', '2105', 1],
  ])('%s: %s and %s', (kind, a, b, expected) => {
    expect(level(kind, a, b)).toBe(expected);
    expect(level(kind, b, a)).toBe(expected);
  });
});
