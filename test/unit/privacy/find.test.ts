import { describe, expect, it } from 'vitest';
import { loggedError } from '../../../electron/core/logged-error.ts';
import { maskText } from '../../../electron/analysis/privacy/mask.ts';
import { partSteps } from '../../../electron/analysis/privacy/recipe.ts';
import { createRandom } from '../../../resources/sample/random.ts';
import { card, email, fullWidth, grouped, inFours, mobile, residentId } from '../../fixtures/generators/values.ts';

describe('personal data in free text', () => {
  it('is masked where it stands, the rest stays', () => {
    expect(maskText('call me on +44 7700 900123')).toBe('call me on 447****0123');
    expect(maskText('联系王女士 13812345678，住浦东新区世纪大道100号')).toBe('联系王*女士 138****5678，住浦东新***');
    expect(maskText('Mr Smith called, ask for Tom')).toBe('Mr S*** called, ask for T***');
  });

  it('a planted number never survives', () => {
    const random = createRandom(7);
    const makers = [
      mobile,
      (r: typeof random) => fullWidth(mobile(r)),
      (r: typeof random) => grouped(mobile(r), '-'),
      (r: typeof random) => email(r, 0),
      residentId,
      card,
      (r: typeof random) => inFours(card(r), ' '),
    ];
    const around = [...'他说 请 回电 a z，。:;! '];
    const words = () => Array.from({ length: 8 }, () => random.pick(around)).join('');
    for (let i = 0; i < 700; i++) {
      const planted = makers[i % makers.length]!(random);
      expect(maskText(`${words()} ${planted}，${words()}`)).not.toContain(planted);
    }
  });

  it.each([
    '2024-11-03 12:30 订单 20241103123456 price 1299.00',
    '1500 2000 300 SKU AB-1234-99',
    'ts 1700000000 1700000000000',
    '3 orders on the way; Contact us. EAN 6901234567892',
    '高级经理 项目经理 3号线 我知道5号发货',
  ])('%s is left as it is', (text) => {
    expect(maskText(text)).toBe(text);
  });
});

it('a recipe keeps rules without customers and names the gaps', () => {
  const column = (name: string, personal: 'phone' | null) => ({
    name,
    personal,
    role: personal ? ('personal' as const) : ('attribute' as const),
    type: 'category' as const,
  });
  const map = (name: string, from: string) => ({
    op: 'map' as const,
    column: name,
    groups: [{ from: [from], to: 'x' }],
  });
  const { steps, gaps } = partSteps(
    [map('phone', 'canary'), map('city', '13812345678'), map('city', 'Paris')],
    [column('phone', 'phone'), column('city', null)],
    'a.csv',
  );
  expect(steps).toEqual([map('city', 'Paris')]);
  expect(gaps.map((gap) => gap.column)).toEqual(['phone', 'city']);
  expect(JSON.stringify([steps, gaps])).not.toMatch(/canary|138/);
});

it('the log keeps class and places of an error, never its message (R14)', () => {
  let caught: unknown;
  try {
    JSON.parse('{"canary": 林小雨}');
  } catch (error) {
    caught = error;
  }
  const text = loggedError(new Error('canary\n    at canary:1:1', { cause: caught }));
  expect(text).toMatch(/^Error\n {4}at /);
  expect(text).toContain('caused by SyntaxError');
  expect(text).not.toMatch(/canary|林/);
});
