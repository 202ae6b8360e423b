import { describe, expect, it } from 'vitest';
import { likertLevels } from '../../../electron/analysis/intake/kinds/index.ts';
import { pick, propose } from './table.ts';

describe('answers on a scale', () => {
  it('in words, in both languages', () => {
    expect(likertLevels(['同意', '非常同意', '一般', '非常不同意', '不同意'])).toEqual([
      '非常不同意',
      '不同意',
      '一般',
      '同意',
      '非常同意',
    ]);
    expect(
      likertLevels(['Agree', 'Strongly disagree', 'Strongly agree', 'Disagree', 'Neither agree nor disagree']),
    ).toEqual(['Strongly disagree', 'Disagree', 'Neither agree nor disagree', 'Agree', 'Strongly agree']);
    expect(likertLevels(['很重要', '不重要', '一般'])).toEqual(['不重要', '一般', '很重要']);
    expect(likertLevels(['Very satisfied', 'Dissatisfied', 'Satisfied'])).toEqual([
      'Dissatisfied',
      'Satisfied',
      'Very satisfied',
    ]);
  });

  it('as numbers with words at the ends or everywhere', () => {
    const liking = ['I love it!+5', '-3', '0', 'I hate it!-5', '4', '-4', '2', '1', '-1', '-2', '3'];
    expect(likertLevels(liking)).toEqual([
      'I hate it!-5',
      '-4',
      '-3',
      '-2',
      '-1',
      '0',
      '1',
      '2',
      '3',
      '4',
      'I love it!+5',
    ]);
    expect(likertLevels(['5 - 非常满意', '1 - 非常不满意', '3 - 一般', '4 - 满意', '2 - 不满意'])![0]).toBe(
      '1 - 非常不满意',
    );
    expect(likertLevels(['非常好(5分)', '一般(3分)', '很差(1分)'])).toEqual(['很差(1分)', '一般(3分)', '非常好(5分)']);
  });

  it('and nothing else', () => {
    expect(likertLevels(['同意', '不同意'])).toBeNull();
    expect(likertLevels(['上海', '北京', '广州'])).toBeNull();
    expect(likertLevels(['agree', 'satisfied', 'important'])).toBeNull();
    expect(likertLevels(Array.from({ length: 30 }, (_, i) => `A${i}`))).toBeNull();
    expect(likertLevels([])).toBeNull();
  });
});

describe('several answers in a cell', () => {
  const questions = 'Q1|Q2|Q3|Q4 channels';
  const answers = (cells: readonly string[]) =>
    propose(questions, (i) => [1 + (i % 5), 1 + ((i * 3) % 5), 1 + ((i * 7) % 5), pick(cells, i)]).columns[3]!.format
      .choices;

  it('are parted by whatever sign the tool used', () => {
    for (const sign of [';', '；', ',', '，', '、', '|', '┋'])
      expect(
        answers([`shop${sign}app`, `app${sign}web`, 'web', `shop${sign}web`, `shop${sign}app${sign}web`]),
        sign,
      ).toBe(sign);
  });
  it('are not seen in sentences', () => {
    expect(
      answers(['It was good, thanks', 'Too loud, too dear', 'Fine', 'Will come again, surely', 'No']),
    ).toBeUndefined();
  });
});
