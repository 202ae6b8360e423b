import type { ColumnGuess } from '../../../../shared/domain.ts';
import { maskText } from '../../privacy/mask.ts';
import { says } from '../vocabulary.ts';
import { SCALE_TERMS } from '../vocabulary.ts';
import type { KindColumn, KindFacts } from './facts.ts';

/** Words of agreement, liking, satisfaction, importance, likelihood and frequency, from least to most. */
const ANSWERS: readonly (readonly (readonly string[])[])[] = [
  [
    [
      'strongly disagree',
      'completely disagree',
      'totally disagree',
      '非常不同意',
      '完全不同意',
      '强烈不同意',
      '很不同意',
    ],
    ['disagree', 'mostly disagree', '不同意', '比较不同意'],
    ['somewhat disagree', 'slightly disagree', 'tend to disagree', '有点不同意', '不太同意', '略不同意'],
    ['neutral', 'neither agree nor disagree', 'undecided', 'not sure', '一般', '中立', '不确定', '说不清', '无所谓'],
    ['somewhat agree', 'slightly agree', 'tend to agree', '有点同意', '略同意', '基本同意'],
    ['agree', 'mostly agree', '同意', '比较同意'],
    ['strongly agree', 'completely agree', 'totally agree', '非常同意', '完全同意', '强烈同意', '很同意'],
  ],
  [
    ['very dissatisfied', 'extremely dissatisfied', '非常不满意', '很不满意', '极不满意'],
    ['dissatisfied', 'somewhat dissatisfied', '不满意', '不太满意', '较不满意'],
    ['neutral', 'neither satisfied nor dissatisfied', 'ok', '一般', '中立', '尚可'],
    ['satisfied', 'somewhat satisfied', '满意', '比较满意', '较满意'],
    ['very satisfied', 'extremely satisfied', '非常满意', '很满意', '十分满意'],
  ],
  [
    ['not at all important', 'very unimportant', '非常不重要', '完全不重要', '很不重要'],
    ['not important', 'unimportant', 'slightly important', '不重要', '不太重要'],
    ['neutral', 'moderately important', '一般', '中立'],
    ['important', '重要', '比较重要'],
    ['very important', 'extremely important', '非常重要', '很重要'],
  ],
  [
    ['very unlikely', 'extremely unlikely', '非常不可能', '完全不可能', '非常不愿意', '肯定不会'],
    ['unlikely', '不可能', '不太可能', '不愿意', '不太愿意', '可能不会'],
    ['neutral', 'not sure', '一般', '不确定', '说不清'],
    ['likely', '可能', '比较可能', '愿意', '比较愿意', '可能会'],
    ['very likely', 'extremely likely', '非常可能', '很可能', '非常愿意', '肯定会'],
  ],
  [
    ['hate it', 'dislike a lot', '非常不喜欢', '很不喜欢', '讨厌'],
    ['dislike', '不喜欢', '不太喜欢'],
    ['neutral', 'neither like nor dislike', '一般', '无感'],
    ['like', '喜欢', '比较喜欢'],
    ['love it', 'like a lot', '非常喜欢', '很喜欢'],
  ],
  [
    ['very poor', 'terrible', '非常差', '很差'],
    ['poor', 'bad', '差', '较差'],
    ['fair', 'average', 'ok', '一般', '中等'],
    ['good', '好', '较好', '良好'],
    ['very good', 'excellent', '非常好', '很好', '优秀'],
  ],
  [
    ['not at all', 'never', '从不', '完全不符合', '非常不符合', '完全没有'],
    ['a little', 'rarely', '很少', '不符合', '不太符合', '比较不符合'],
    ['somewhat', 'sometimes', '有时', '偶尔', '一般', '不确定'],
    ['quite a bit', 'often', '经常', '符合', '比较符合'],
    ['very much', 'extremely', 'always', '总是', '完全符合', '非常符合'],
  ],
];

/** An answer of a scale has at most so many characters. */
const MOST_SAID = 80;
const numbered = /^[([]?\s*(-?\d{1,2})\s*[)\].:：、=\s-]\s*(.*)$/;
const trailing = /^(.*?)\s*[（([:：]?\s*([+-]?\d{1,2})\s*(?:分|星|级|points?|stars?)?\s*[)）\]]?$/i;
const plainOf = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[!.！。]+$/u, '');

/**
 * Answers of a Likert scale in order, from least to most; null when they are none. At least three different answers, all
 * of one scale: words (`非常不同意` … `非常同意`, `very dissatisfied` …), numbers in front of words (`5 - strongly agree`) or
 * words at the ends of numbers (`I hate it!-5` … `I love it!+5`).
 * R. Likert, A technique for the measurement of attitudes, Archives of Psychology 140, 1932.
 */
export function likertLevels(values: readonly string[]): string[] | null {
  const known = [...new Set(values.map((value) => value.trim()))].filter((value) => value !== '');
  // answers are short: longer texts would only make the expressions slow
  if (known.length < 3 || known.length > 11 || known.some((value) => value.length > MOST_SAID)) return null;
  const byNumber = known.map((value) => {
    const front = numbered.exec(value);
    if (front && front[2] !== '' && !/^\d/.test(front[2]!)) return Number(front[1]);
    const back = trailing.exec(value);
    return back ? Number(back[2]) : NaN;
  });
  const worded = known.filter((value) => /\p{L}/u.test(value)).length;
  if (worded > 0 && byNumber.every(Number.isFinite) && new Set(byNumber).size === known.length) {
    const span = Math.max(...byNumber) - Math.min(...byNumber);
    if (span >= known.length - 1 && span <= 10) return sorted(known, (_, i) => byNumber[i]!);
  }
  for (const scale of ANSWERS) {
    const ranks = known.map((value) => scale.findIndex((words) => words.includes(plainOf(value))));
    if (ranks.every((rank) => rank >= 0) && new Set(ranks).size >= Math.min(3, known.length))
      return sorted(known, (_, i) => ranks[i]!);
  }
  return null;
}

const sorted = (values: readonly string[], at: (value: string, i: number) => number): string[] =>
  values
    .map((value, i) => ({ value, at: at(value, i) }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);

/** A header that asks or states something, as survey tools export it: `Q3`, `5、您多久…`, `How often …?`, `I like …`. */
export const isQuestion = (name: string): boolean =>
  /^q\d|^q[._ ]?\d|^\d{1,3}\s*[、.．:：)）]\s*\S|[?？]\s*$|您|请问|请选择|多选|单选|\b(?:how|which|what|would you|do you|please|overall)\b|^(?:i|my|we) |问题\s*\d|^第\s*\d+\s*题/iu.test(
    name.trim(),
  ) || name.trim().length > 40;

/** A column whose cells are marks on a scale of 3 to 11 steps. */
export function isScale(facts: KindFacts): boolean {
  const { guess, whole, min, max, header, sample } = facts;
  if (facts.present === 0 || guess.role === 'personal') return false;
  if (guess.type === 'category' && guess.distinct <= 11)
    return (
      likertLevels(sample.map(({ text }) => text)) !== null ||
      (guess.levels !== null && guess.levels.every((level) => /^-?\d{1,2}$/.test(level)))
    );
  if (guess.type !== 'number' || !whole) return false;
  const range = min >= -5 && max <= 10 && (min === 0 || min === 1 || min < 0) && max - min >= 3 && max - min <= 10;
  return (
    range &&
    max >= 4 &&
    (isQuestion(guess.name) || says(header, SCALE_TERMS) || /^[a-z]{0,8}\d{1,3}$/i.test(guess.name.trim()))
  );
}

/** Of the answers given together with others, the share that must have been given with different ones. */
const MIXED = 0.5;
/** Signs that part the answers of a multiple choice, the most telling first. */
const PARTS = [';', '；', '┋', '|', '、', '/', ',', '，'];

/**
 * The sign that parts several answers in one cell; null when the cells hold one answer each. The answers of all cells
 * must come from a short list (at most 40) and come back, and some cells must hold several. Parts of sentences always
 * stand beside the same other part; answers stand beside many.
 */
export function choiceSeparator({ guess, values, counts }: KindColumn, survey: boolean): string | null {
  if (guess.role === 'personal' || (guess.type !== 'text' && guess.type !== 'category') || guess.levels) return null;
  for (const sign of PARTS) {
    const strict = sign === '/' || sign === ',' || sign === '，';
    if (strict && !survey) continue;
    const parts = new Map<string, number>();
    const beside = new Map<string, Set<string>>();
    let cells = 0;
    let several = 0;
    let answers = 0;
    for (let i = 0; i < values.length && parts.size <= 40; i++) {
      const text = values[i]!.trim();
      if (text === '') continue;
      const split = text.split(sign).map((part) => part.trim());
      cells += counts[i]!;
      if (split.length > 1) several += counts[i]!;
      for (const part of split) {
        if (part === '') continue;
        answers += counts[i]!;
        parts.set(part, (parts.get(part) ?? 0) + counts[i]!);
        if (split.length < 2) continue;
        const others = beside.get(part) ?? new Set();
        for (const other of split) if (other !== part) others.add(other);
        beside.set(part, others);
      }
    }
    if (parts.size < 3 || parts.size > 40 || cells < 5) continue;
    const short = [...parts.keys()].every((part) => part.length <= 40);
    const mixed = [...beside.values()].filter((others) => others.size > 1).length;
    if (mixed < beside.size * MIXED) continue;
    if (short && several >= cells * 0.15 && answers >= parts.size * 3 && parts.size < guess.distinct * 1.5) return sign;
  }
  return null;
}

/** The columns with scales put in order and multiple choices named; columns the user settled stay as they are. */
export function withScales(
  columns: readonly KindColumn[],
  survey: boolean,
  settled: ReadonlySet<string>,
): ColumnGuess[] {
  return columns.map((column) => {
    const { guess } = column;
    if (settled.has(guess.name)) return guess;
    if (guess.type === 'category' && guess.levels === null && guess.distinct <= 11) {
      const levels = likertLevels(column.values.filter((_, i) => column.counts[i]! > 0));
      if (levels)
        return {
          ...guess,
          levels,
          reason: {
            key: 'kinds:why.likert',
            values: { n: levels.length, first: maskText(levels[0]!), last: maskText(levels.at(-1)!) },
          },
        };
    }
    const choices = guess.format.choices ?? choiceSeparator(column, survey);
    if (choices === null || guess.format.choices !== undefined) return guess;
    return {
      ...guess,
      format: { ...guess.format, choices },
      reason: { key: 'kinds:why.choices', values: { sign: choices } },
    };
  });
}
