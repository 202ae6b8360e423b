import { describe, expect, it } from 'vitest';
import { column } from './data.ts';

const typeOf = (header: string, values: readonly string[]) =>
  column(
    header,
    values.flatMap((value) => Array.from({ length: 9 }, () => value)),
  ).type;
const SENTENCES = [
  '没有券就去隔壁那一家',
  '希望恢复学生证折扣',
  '晚高峰出杯太慢，等不了',
  'Please bring back the student discount',
];

describe('remarks in words of one’s own', () => {
  it.each(['还有什么想说的', '6、您还有什么建议？', 'Anything else', 'Customer comments'])(
    'are text under “%s”, however often they are said',
    (header) => {
      expect(typeOf(header, SENTENCES)).toBe('text');
    },
  );

  it('are a category under another header, and levels of a few words are one under any', () => {
    expect(typeOf('来店原因', SENTENCES)).toBe('category');
    expect(typeOf('评论', ['好评', '中评', '差评'])).toBe('category');
    expect(typeOf('Feedback', ['Positive', 'Very negative', 'Neutral'])).toBe('category');
  });
});
