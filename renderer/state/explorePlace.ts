import * as z from 'zod';
import { ExploreSpec, GroupRef } from '../../shared/contract/explore.ts';
import type { Filter } from '../../shared/contract/customers.ts';
import { go, keepDraft, useStore } from './store.ts';

/** Two groups being compared, and the attribute in detail. */
export const CompareSpec = z.strictObject({ a: GroupRef, b: GroupRef, attribute: z.number().int().nullable() });
export type CompareSpec = z.infer<typeof CompareSpec>;

/** What the page shows: the ready questions, a chart, or two groups. */
export type Place =
  | { readonly kind: 'start' }
  | { readonly kind: 'chart'; readonly spec: ExploreSpec }
  | { readonly kind: 'compare'; readonly compare: CompareSpec };

/** The place is kept in the address, so that Back works; a list of customers is too long for one. */
const LONGEST = 60_000;
const LAST = 'explore.last';
const STEPS = 'explore.steps';

const START = 'start';

function pack(letter: string, value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return letter + btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function unpack(mode: string): unknown {
  const text = atob(mode.slice(1).replaceAll('-', '+').replaceAll('_', '/'));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
}

/** The address of a place. */
export const modeOf = (place: Place): string =>
  place.kind === 'start' ? START : place.kind === 'chart' ? pack('s', place.spec) : pack('c', place.compare);

/** The place of an address; an address that is not understood is the start. */
export function placeOf(mode: string | undefined): Place {
  if (mode === undefined || mode === START || mode.length > LONGEST) return { kind: 'start' };
  try {
    if (mode.startsWith('s')) return { kind: 'chart', spec: ExploreSpec.parse(unpack(mode)) };
    if (mode.startsWith('c')) return { kind: 'compare', compare: CompareSpec.parse(unpack(mode)) };
  } catch {
    // an address that somebody cut or wrote by hand
  }
  return { kind: 'start' };
}

/** The address on screen: that of the route, else the one this page was left at. */
export function useMode(): string {
  const mode = useStore((state) => state.route.mode);
  const last = useStore((state) => state.drafts[LAST]) as string | undefined;
  return mode ?? last ?? START;
}

/** Go to a place. */
export function show(place: Place): void {
  const mode = modeOf(place);
  keepDraft(LAST, mode);
  go({ view: 'explore', mode });
}

/** The filter steps that can be taken back, oldest first. */
export const useSteps = (): readonly string[] =>
  useStore((state) => (state.drafts[STEPS] as string[] | undefined) ?? NONE);
const NONE: readonly string[] = [];

/** Other conditions on the chart in view: a step that can be taken back. */
export function setFilters(spec: ExploreSpec, filters: readonly Filter[]): void {
  const steps = (useStore.getState().drafts[STEPS] as string[] | undefined) ?? [];
  keepDraft(STEPS, [...steps.slice(-49), modeOf({ kind: 'chart', spec })]);
  show({ kind: 'chart', spec: { ...spec, filters: [...filters] } });
}

/** Take the last filter step back: its conditions return, whatever else was chosen since stays. */
export function takeBack(spec: ExploreSpec): void {
  const steps = [...((useStore.getState().drafts[STEPS] as string[] | undefined) ?? [])];
  const before = placeOf(steps.pop());
  keepDraft(STEPS, steps.length > 0 ? steps : undefined);
  if (before.kind === 'chart') show({ kind: 'chart', spec: { ...spec, filters: before.spec.filters } });
}

/** Conditions with others added: of the same kind on the same attribute the new one holds. */
export function narrowed(old: readonly Filter[], added: readonly Filter[]): Filter[] {
  const same = (a: Filter, b: Filter) =>
    'attribute' in a && 'attribute' in b ? a.attribute === b.attribute : a.kind === b.kind && a.kind === 'segments';
  return [...old.filter((one) => !added.some((other) => same(one, other))), ...added];
}

/** A view of one attribute. */
export function plainSpec(x: ExploreSpec['x'], filters: readonly Filter[] = []): ExploreSpec {
  return ExploreSpec.parse({ x, filters: [...filters] });
}
