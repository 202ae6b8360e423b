import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudonymise } from '../../../electron/analysis/privacy/pseudonym.ts';
import { detectSpeakers, isName, kindOf, turnAt, turnsOf } from '../../../shared/notes/speakers.ts';
import {
  consentOf,
  customerNamedIn,
  dateOf,
  findPassage,
  languageOf,
  paragraphsOf,
  titleOf,
  trimmedSpan,
} from '../../../shared/notes/text.ts';

const rolesOf = (text: string) => Object.fromEntries(detectSpeakers(text).map(({ label, role }) => [label, role]));

describe('speakers', () => {
  it('are found by role words and numbers in both languages, with time stamps and bold', () => {
    expect(rolesOf('Interviewer: Hi\nP3: hello\n[00:12] Interviewer: so?\n**P3**: yes')).toEqual({
      Interviewer: 'interviewer',
      P3: 'customer',
    });
    expect(rolesOf('访谈者：您好\n客户：你好\n客服 ：在\n销售：好')).toEqual({
      访谈者: 'interviewer',
      客户: 'customer',
      客服: 'support',
      销售: 'sales',
    });
    expect(rolesOf('受访者A：一\n受访者B：二\n00:12:05 主持人：三')).toEqual({
      受访者A: 'customer',
      受访者B: 'customer',
      主持人: 'interviewer',
    });
  });

  it('are people by name only in a conversation', () => {
    expect(rolesOf('王女士：一\n李雷：二\n王女士：三\n李雷：四')).toEqual({ 王女士: 'customer', 李雷: 'customer' });
    expect(rolesOf('Budget: 300\nColour: red\nSize: 4')).toEqual({});
    expect(rolesOf('日期：2024-03-05\n地点：杭州\n日期：\n地点：')).toEqual({});
    expect(rolesOf('see http://example.org\nat 12:30 we met')).toEqual({});
    expect([isName('王女士'), isName('客户'), isName('P12'), isName('Anna')]).toEqual([true, false, false, true]);
  });

  it('have turns that cover the text from the first label on, without gap or overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('客户', 'P3', 'Interviewer'), fc.string({ maxLength: 30 }))),
        (lines) => {
          const text = lines.map(([who, words]) => `${who}: ${words.replace(/[\r\n]/g, ' ')}`).join('\n');
          const turns = turnsOf(text, detectSpeakers(text));
          expect(turns).toHaveLength(lines.length);
          turns.forEach((turn, i) => expect(turn.start).toBe(i === 0 ? 0 : turns[i - 1]!.stop));
          if (turns.length > 0) expect(turns.at(-1)!.stop).toBe(text.length);
          for (let at = 0; at < text.length; at += 7) {
            const turn = turnAt(turns, at)!;
            expect(turn.start <= at && at < turn.stop).toBe(true);
          }
        },
      ),
    );
  });

  it('are looked for in linear time', () => {
    const nasty = `${'a'.repeat(300_000)}\n${'x '.repeat(100_000)}\n${'甲：'.repeat(100_000)}`;
    const start = performance.now();
    detectSpeakers(nasty);
    expect(performance.now() - start).toBeLessThan(1500);
  });

  it('tell the kind with the title', () => {
    expect(kindOf('客服工单 0312', [])).toBe('support');
    expect(kindOf('notes', [{ label: 'Q', role: 'interviewer' }])).toBe('interview');
    expect(kindOf('x', [])).toBe('other');
  });
});

describe('a text', () => {
  it('has a language, a date and a title', () => {
    expect(languageOf('我觉得这个 app 很好用，下次还会再来')).toBe('zh');
    expect(languageOf('I think that this is the best tea and you should try it')).toBe('en');
    expect(languageOf('これはとても美味しいお茶です')).toBe('ja');
    expect(languageOf('Der Tee schmeckt gut und ist heiß')).toBe('other');
    expect(dateOf('P2_GMT20211119.odt', '')).toBe('2021-11-19');
    expect(dateOf('x', '2024年3月5日 访谈')).toBe('2024-03-05');
    expect(dateOf('x', 'P1 18/11/2021')).toBeNull();
    expect(dateOf('20241399', '')).toBeNull();
    expect(titleOf('访谈 03.docx', 'x')).toBe('访谈 03');
    expect(titleOf(null, '\n\n# Visit in May\nmore')).toBe('Visit in May');
  });

  it('is cut into paragraphs that give it back by their positions', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '茶', '\n', '\r', '\r\n', '😀', ' ') }), (text) => {
        const parts = paragraphsOf(text);
        for (const { start, text: part } of parts) expect(text.slice(start, start + part.length)).toBe(part);
        expect(parts.map((part) => part.text).join('\n')).toBe(text.replace(/\r\n|\r/g, '\n'));
      }),
    );
  });

  it('gives spans without blank ends and without half characters', () => {
    expect(trimmedSpan(' ab ', 0, 4)).toEqual([1, 3]);
    expect(trimmedSpan('   ', 0, 3)).toBeNull();
    expect(trimmedSpan('x😀y', 2, 4)).toEqual([1, 4]);
    expect(trimmedSpan('ab', -5, 99)).toEqual([0, 2]);
  });

  it('is searched for a passage past differences in white space', () => {
    expect(findPassage('one two\r\n  three', 'two three')).toEqual([4, 16]);
    expect(findPassage('ab ab', 'ab', 1)).toEqual([3, 5]);
    expect(findPassage('ab', 'c')).toBeNull();
  });
});

describe('names in quotes', () => {
  const stand = { role: (role: string) => `[${role}]`, contact: '[contact]', person: '[name]', place: '[address]' };
  const shown = (text: string, hidden: string[] = []) =>
    pseudonymise(
      text,
      [
        { label: '王小明', role: 'customer' },
        { label: 'P3', role: 'customer' },
        { label: 'Ann', role: 'sales' },
      ],
      hidden,
      stand,
    );

  it('become roles; contacts and people addressed go; nothing else changes', () => {
    expect(shown('王小明：我和李女士、张经理都来')).toBe('[customer]：我和[name]、[name]都来');
    expect(shown('Ann said Annual fees; P3: ask Mr. Brown')).toBe('[sales] said Annual fees; P3: ask [name]');
    expect(shown('打 13812345678 或 a.b@c.com，订单 110101199003078888')).toBe(
      '打 [contact] 或 [contact]，订单 [contact]',
    );
    expect(shown('小周来过', ['小周'])).toBe('[name]来过');
    expect(shown('2024 年 3 次，1234.5 元')).toBe('2024 年 3 次，1234.5 元');
  });
});

describe('consent', () => {
  it('is taken from the head of a note where it speaks of quoting, and left open otherwise', () => {
    const yes = [
      'Consent: agreed to be recorded and quoted',
      '**Consent:** yes',
      '# 访谈\n\n同意：同意记录与引用',
      '同意：是',
    ];
    const no = ['Consent: agreed to be recorded, not quoted', 'consent: refused', '同意：不同意引用', '知情同意：否'];
    const open = [
      '',
      'Consent: agreed to be recorded',
      '同意：仅记录',
      'Consent: not asked for',
      '同意：未征得同意',
      'Interviewer: Consent?\nP1: yes',
      '他说同意引用',
    ];
    expect([yes, no, open].map((list) => list.map(consentOf))).toEqual([
      yes.map(() => 'yes'),
      no.map(() => 'no'),
      open.map(() => null),
    ]);
  });
});

it('the customer named at the head of a note is known by the key', () => {
  const named = [
    'Date: 2024-09-03\nMember ID: 001613\n',
    '\ufeff会员号：001613',
    '**Customer no.:** C-12\n',
    '客户编号：A7\n',
  ];
  expect(named.map(customerNamedIn)).toEqual(['001613', '001613', 'C-12', 'A7']);
  for (const text of ['', 'Member ID: two of them', '会员：王女士', 'My customer id: 5'])
    expect(customerNamedIn(text)).toBeNull();
});

it('a store manager speaks, a line of consent or of a member number does not', () => {
  const text =
    'Member ID: 001\nConsent: yes\nInterviewer: Hi\nStore manager: Hello\nInterviewer: Why?\nStore manager: So';
  expect(rolesOf(text)).toEqual({ Interviewer: 'interviewer', 'Store manager': 'sales' });
});
