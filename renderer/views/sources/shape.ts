import type { Queued } from './queue.ts';

/** Text tables that wait with the same columns, in any order: groups of two or more, in the order of their first file. */
export function alike(files: readonly Queued[]): Queued[][] {
  const groups = new Map<string, Queued[]>();
  for (const one of files) {
    const { state, inspection } = one;
    // without a header the columns have no names to go by; one that is here already is not imported again
    if (state !== 'looked' || inspection?.format !== 'csv' || inspection.headerRow.value === 0) continue;
    if (inspection.known?.how === 'hash') continue;
    const shape = JSON.stringify(inspection.columns.map(({ name }) => name).sort());
    groups.set(shape, [...(groups.get(shape) ?? []), one]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** What the names of several files begin with, without the number that tells them apart; '' when that is nothing. */
export function commonName(files: readonly string[]): string {
  const names = files.map((name) => name.replace(/\.[^.]{1,5}$/, ''));
  const [first = ''] = names;
  let length = 0;
  while (length < first.length && names.every((name) => name[length] === first[length])) length++;
  const stem = first.slice(0, length);
  if (/[a-z]$/i.test(stem) && names.some((name) => /[a-z]/i.test(name[length] ?? ''))) return '';
  return stem.replace(/[\s\d._\-–(（年月第]+$/, '');
}
