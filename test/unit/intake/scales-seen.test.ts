import { describe, expect, it } from 'vitest';
import { goesRound, outcome } from '../../../electron/analysis/features/outcomes.ts';
import { skipCodes } from '../../../electron/analysis/intake/answers.ts';
import { orderOf } from '../../../electron/analysis/intake/ordered.ts';

describe('scales that have an order', () => {
  it.each([
    [['$60K - $80K', 'Less than $40K', '$120K +', '$40K - $60K', 'Unknown']],
    [['2', '5+', '1', '4', '3']],
    [['Daily', 'Rarely', 'Weekly']],
    [['Very concerned', 'Not at all concerned', 'Somewhat concerned']],
    [['March', 'January', 'February']],
    [['Graduation', 'PhD', '2n Cycle', 'Basic', 'Master']],
  ])('%s', (values) => {
    const first = ['Less than $40K', '1', 'Rarely', 'Not at all concerned', 'January', 'Basic'];
    const ordered = orderOf(values)!;
    expect(first).toContain(ordered[0]);
    expect([...ordered].sort()).toEqual([...values].sort());
  });
  it('a second cycle is beside the master', () => {
    expect(orderOf(['Graduation', 'PhD', '2n Cycle', 'Basic', 'Master'])).toEqual([
      'Basic',
      'Graduation',
      '2n Cycle',
      'Master',
      'PhD',
    ]);
  });
});

describe('what stands for no answer', () => {
  const tally = (cells: Readonly<Record<string, number>>) =>
    Object.entries(cells).map(([text, count]) => ({ text, count }));
  it('is a list nobody chose from, and days since what never was', () => {
    expect(skipCodes('Specialization', tally({ Select: 20, Finance: 30, Media: 9 }))).toEqual(['Select']);
    expect(skipCodes('pdays', tally({ '-1': 50, '3': 5, '92': 5, '180': 9 }))).toEqual(['-1']);
    expect(skipCodes('pdays', tally({ '999': 90, '3': 5, '6': 5 }))).toEqual(['999']);
    expect(skipCodes('spend', tally({ '999': 90, '3': 5, '6': 5 }))).toEqual([]);
  });
});

describe('outcomes and circles', () => {
  const two = { n: 100, missing: 0, distinct: 2, top: 60, numeric: null };
  it('are told by their names and classes', () => {
    for (const name of ['Churn', 'Exited', 'converted', 'Response', '是否流失'])
      expect(outcome({ name, type: 'boolean' }, two)).toEqual({ key: 'features:reason.outcome' });
    const nps = { ...two, distinct: 3, levels: ['Detractor', 'Passive', 'Promoter'] };
    expect(outcome({ name: 'class', type: 'category' }, nps)).not.toBeNull();
    expect(outcome({ name: 'response time', type: 'boolean' }, two)).toBeNull();
    expect(outcome({ name: 'Complain', type: 'boolean' }, two)).toBeNull();
  });
  it('weekdays go round, months and levels do not', () => {
    const of = (levels: string[]) => goesRound({ name: 'x', type: 'category' }, { ...two, distinct: 3, levels });
    expect([of(['Monday', 'Tuesday', 'Sunday']), of(['周一', '周日', '周三']), of(['low', 'high', 'middle'])]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
