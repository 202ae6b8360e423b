import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailsIn } from '../../../electron/analysis/privacy/contacts.ts';
import { cuesIn } from '../../../electron/analysis/privacy/cues.ts';
import { folded } from '../../../electron/analysis/privacy/fold.ts';
import { namesIn } from '../../../electron/analysis/privacy/names.ts';
import { numbersIn } from '../../../electron/analysis/privacy/numbers.ts';
import { wordsAt, wordsBefore } from '../../../electron/analysis/privacy/words.ts';

/** Texts of some pieces, in any order. */
const textOf = (pieces: readonly string[], maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength }).map((parts) => parts.join(''));
const places = (text: string): number[] => Array.from({ length: text.length + 1 }, (_, at) => at);

describe('what is matched by hand tells what the plain expression tells', () => {
  it('one of some words at a place, and before a place', () => {
    const words = fc.uniqueArray(
      textOf(['联', '系', '人', 'a'], 3).filter((word) => word !== ''),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(words, textOf(['联', '系', '人', 'a', '𠮷'], 12), fc.nat(3), (some, text, apart) => {
        const [at, before] = [wordsAt(some), wordsBefore(some)];
        const here = new RegExp(some.join('|'), 'y');
        const ending = new RegExp(`(?:${some.join('|')})$`);
        for (const place of places(text)) {
          here.lastIndex = place;
          expect(at(text, place)).toBe(here.exec(text)?.[0].length ?? 0);
          const least = Math.max(0, place - apart);
          expect(before(text, place, least)).toBe(ending.test(text.slice(least, place)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the half-width form of a text', () => {
    const plain = (text: string): string =>
      text
        .replace(/[\u2010-\u2015\u2212\ufe63\uff0d]/g, '-')
        .replace(/[\u00a0\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/g, ' ')
        .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
    const all = String.fromCharCode(...Array.from({ length: 0x8000 }, (_, unit) => unit));
    const rest = String.fromCharCode(...Array.from({ length: 0x8000 }, (_, unit) => 0x8000 + unit));
    for (const text of [all, rest, all + rest]) expect(folded(text) === plain(text)).toBe(true);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => folded(text) === plain(text)));
  });

  it('where the domain of an e-mail address ends', () => {
    const DOMAIN = /^[\p{Script=Latin}\d-]{1,63}(?:\.[\p{Script=Latin}\d-]{1,63}){1,6}/u;
    const stopOf = (behind: string): number | null => {
      const domain = DOMAIN.exec(behind.slice(0, 255))?.[0].replace(/[.-]$/, '');
      return domain !== undefined && /\.\p{L}/u.test(domain) ? 2 + domain.length : null;
    };
    const label = fc.tuple(
      fc.constantFrom('b', 'é', 'ª', 'Ⅷ', '1', '-', '𐞀', '中'),
      fc.constantFrom(1, 1, 2, 62, 63, 64),
    );
    const behind = fc.array(
      fc.oneof(
        label.map(([char, count]) => char.repeat(count)),
        fc.constant('.'),
      ),
      {
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(behind, (parts) => {
        const text = `a@${parts.join('')}`;
        expect(emailsIn(text)[0]?.stop ?? null).toBe(stopOf(text.slice(2)));
      }),
      { numRuns: 3000 },
    );
  });

  it('the Chinese words that say what a number is', () => {
    const WORDS = {
      phone: /电话|手机|座机|致电|拨打|来电|回电|传真|联系方式/g,
      residentId: /身份证|证件|居民身份/g,
      bankCard: /银行卡|信用卡|储蓄卡|借记卡|卡号|银行账号|银行帐号/g,
      passport: /护照|通行证/g,
      thing: /订单|单号|运单|快递单|流水|交易号|条码|条形码|序列号|货号|型号|设备号|时间戳/g,
    };
    const chars = [...'来电话居民身份证件银行卡号快递订单运型'];
    fc.assert(
      fc.property(textOf([...chars, '来电', '单号', '通行证', '条形码'], 15), (text) => {
        const cueAt = cuesIn(text);
        for (const [cue, words] of Object.entries(WORDS))
          for (const { index, 0: word } of text.matchAll(words)) expect(cueAt(index + word.length)).toBe(cue);
        const ends = Object.values(WORDS).flatMap((words) =>
          [...text.matchAll(words)].map(({ index, 0: word }) => index + word.length),
        );
        for (const place of places(text)) if (!ends.some((end) => end <= place)) expect(cueAt(place)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('passports behind their word', () => {
    const PASSPORT = /(?<![A-Za-z\d])[A-Za-z]{0,2}\d{6,10}(?!\d)/g;
    const FORM = /^(?:[A-Za-z]{0,2}\d{7,9}|[HhMm]\d{10})$/;
    fc.assert(
      fc.property(textOf(['A', 'h', '1', '12', '1234567', '-', '护照', '，'], 8), (text) => {
        const cueAt = cuesIn(text);
        const expected = [...text.matchAll(PASSPORT)]
          .filter(({ index, 0: found }) => FORM.test(found) && cueAt(index) === 'passport')
          .map(({ index, 0: found }) => [index, index + found.length]);
        const found = numbersIn(text).filter(({ kind }) => kind === 'passport');
        expect(found.map(({ start, stop }) => [start, stop])).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('where a name behind a title ends', () => {
    /** The words up to the first common one, without what a sign begins at the end of the last. */
    const stopOf = (words: string): number => {
      let stop = 0;
      for (const { index, 0: word } of words.matchAll(/[^ \t]+/g)) {
        if (['a', 'us', 'support', 'it'].includes(word.toLowerCase().replace(/['’.].*$/u, ''))) break;
        stop = index + word.replace(/['’]s$|[.'’-]{1,3}$/u, '').length;
      }
      return stop;
    };
    const word = fc
      .tuple(fc.constantFrom('A', 'Lee', 'Us', 'It', 'É', 'SUPPORT'), textOf(["'", '’', '-', 's', 'é', "'s"], 5))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom(' ', '\t'), (words, blank) => {
        const name = words.join(blank);
        const stop = stopOf(name);
        expect(namesIn(`Dr ${name}`)[0]?.stop).toBe(stop === 0 ? undefined : 3 + stop);
      }),
      { numRuns: 2000 },
    );
  });
});
