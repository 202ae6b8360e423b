import { expect, test } from 'vitest';
import { clearCaches, SessionCache } from '../../../electron/core/session-cache.ts';
import type { ReadDb } from '../../../electron/db/open.ts';

/** A connection, as far as a cache looks at it: it is one and not another. */
const connection = () => ({}) as ReadDb;

test('what was worked out of one workspace is not found for another, whatever its path', () => {
  const cache = new SessionCache<string>(4);
  const [one, other] = [connection(), connection()];
  expect(cache.set(one, 'a', 'of one')).toBe('of one');
  expect(cache.get(other, 'a')).toBeUndefined();
  expect(cache.has(other, 'a')).toBe(false);
  expect(cache.get(one, 'a')).toBe('of one');
});

test('what was not used for longest goes first', () => {
  const cache = new SessionCache<number>(2);
  const db = connection();
  cache.set(db, 'a', 1);
  cache.set(db, 'b', 2);
  expect(cache.get(db, 'a')).toBe(1);
  cache.set(db, 'c', 3);
  expect([cache.has(db, 'a'), cache.has(db, 'b'), cache.has(db, 'c')]).toEqual([true, false, true]);
});

test('a workspace that is closed takes everything of every cache with it', () => {
  const caches = [new SessionCache<number | null>(2), new SessionCache<number | null>(2)];
  const [closed, open] = [connection(), connection()];
  for (const cache of caches) for (const db of [closed, open]) cache.set(db, 'a', null);
  clearCaches(closed);
  for (const cache of caches) {
    expect(cache.has(closed, 'a')).toBe(false);
    expect(cache.get(open, 'a')).toBeNull();
  }
});
