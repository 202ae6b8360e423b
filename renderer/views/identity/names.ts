import type { NameOf } from '../../state/terms.ts';

/**
 * What people read of columns that are compared together (`a + b`) or stand for each other (`a / b`): each under its name, and
 * one name once.
 */
export function namesOf(text: string, nameOf: NameOf): string {
  const whole = nameOf(text);
  if (whole !== text) return whole;
  return onceEach(text.split(' / '), (one) => onceEach(one.split(' + '), nameOf).join(' + ')).join(' / ');
}

const onceEach = (names: readonly string[], nameOf: NameOf): string[] => [...new Set(names.map(nameOf))];
