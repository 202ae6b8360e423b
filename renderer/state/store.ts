import { create } from 'zustand';
import { VIEWS, type ViewName } from '../../shared/areas.ts';
import type { Lang, Said } from '../../shared/domain.ts';
import { type Labels, NO_LABELS } from '../../shared/terms/spoken.ts';
import type { FileRef } from '../../shared/shell.ts';
import type { Action } from './action.ts';

/** Where the reader is. `id`: the object in view (a card); `mode`: a tab of the view. */
export interface Route {
  readonly view: ViewName;
  readonly id?: number | undefined;
  readonly mode?: string | undefined;
}
/** One selection for all views: a segment, or customers by id (a lasso, a click). */
export interface Selection {
  readonly segment: number | null;
  readonly customers: readonly number[] | null;
}
/** A sentence that stays in the window until it is answered. */
export interface Message {
  readonly id: number;
  readonly tone: 'danger' | 'calm';
  readonly said: Said;
  readonly act?: { label: string; run: () => void } | undefined;
}
export type Theme = 'light' | 'dark' | 'system';
export type Panel = 'palette' | 'help' | 'newWorkspace' | 'rename' | 'openWorkspace' | 'copies';

interface State {
  route: Route;
  lang: Lang;
  theme: Theme;
  selection: Selection;
  panel: Panel | null;
  /** whose copies the panel shows: nothing named, those of the open workspace */
  copiesOf: { id?: string | undefined; fileId?: string | undefined };
  messages: readonly Message[];
  /** a file handed over and not yet imported: the import view takes it up */
  incoming: FileRef | null;
  /** a file on its way to the core, in bytes */
  handing: { name: string; done: number; total: number } | null;
  /** what the reader typed and has not sent, by the place where it stands */
  drafts: Readonly<Record<string, unknown>>;
  /** actions of the view on screen */
  viewActions: readonly Action[];
  /** code names and what people read instead: of the table in view, then of all files */
  labels: Labels;
  /** the window was told that its session ended */
  expired: boolean;
}

const views = new Set<string>(Object.values(VIEWS).flat());
const noSelection: Selection = { segment: null, customers: null };

/** Ids, drafts and choices of this window; never rows that the core owns. */
export const useStore = create<State>(() => ({
  route: readHash(),
  lang: 'en',
  theme: 'system',
  selection: noSelection,
  panel: null,
  copiesOf: {},
  messages: [],
  incoming: null,
  handing: null,
  drafts: {},
  viewActions: [],
  labels: NO_LABELS,
  expired: false,
}));

const set = useStore.setState;

/** Go to a view. The place is kept in the address, so that a reload comes back to it. */
export function go(route: Route): void {
  const hash = hashOf(route);
  if (window.location.hash !== hash) window.history.pushState(null, '', hash);
  set({ route });
}
export function select(change: Partial<Selection>): void {
  set((state) => ({ selection: { ...state.selection, ...change } }));
}
export function clearSelection(): void {
  set({ selection: noSelection });
}
export function openPanel(panel: Panel | null): void {
  set({ panel });
}
/** Show a sentence above the view until it is dismissed. */
export function tell(tone: Message['tone'], said: Said, act?: Message['act']): void {
  set((state) => {
    const id = (state.messages.at(-1)?.id ?? 0) + 1;
    const others = state.messages.filter((m) => JSON.stringify(m.said) !== JSON.stringify(said)).slice(-2);
    return { messages: [...others, { id, tone, said, act }] };
  });
}
export function dismiss(id: number): void {
  set((state) => ({ messages: state.messages.filter((m) => m.id !== id) }));
}
/** Keep what is being typed; undefined forgets it. */
export function keepDraft(place: string, value: unknown): void {
  set((state) => {
    const { [place]: _old, ...others } = state.drafts;
    return { drafts: value === undefined ? others : { ...others, [place]: value } };
  });
}
/** Another workspace was opened: nothing of the last one may stay in view. */
export function forgetWorkspace(): void {
  set({ selection: noSelection, drafts: {}, incoming: null, messages: [] });
}

function readHash(): Route {
  const [view = '', second, third] = window.location.hash.replace(/^#\/?/, '').split('/');
  if (!views.has(view)) return { view: 'sources' };
  const id = second !== undefined && /^\d+$/.test(second) ? Number(second) : undefined;
  return { view: view as Route['view'], id, mode: (id === undefined ? second : third) || undefined };
}
function hashOf({ view, id, mode }: Route): string {
  return `#/${[view, id, mode].filter((part) => part !== undefined).join('/')}`;
}
window.addEventListener('popstate', () => {
  set({ route: readHash() });
});
