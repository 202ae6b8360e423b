import { type ComponentType, createElement, useEffect, useState } from 'react';
import type { ViewName } from '../../shared/areas.ts';
import { Waiting } from '../ui/index.ts';

/** A view of an open workspace, or what is shown without one. */
type Name = ViewName | 'start';

/** Each view is a file of its own: the first one on screen need not wait for the others. */
const files: Record<Name, () => Promise<ComponentType>> = {
  sources: async () => (await import('./sources/index.tsx')).SourcesView,
  cleaning: async () => (await import('./cleaning/index.tsx')).CleaningView,
  identity: async () => (await import('./identity/index.tsx')).IdentityView,
  notes: async () => (await import('./notes/index.tsx')).NotesView,
  explore: async () => (await import('./explore/index.tsx')).ExploreView,
  customers: async () => (await import('./customers/index.tsx')).CustomersView,
  segments: async () => (await import('./segments/index.tsx')).SegmentsView,
  personas: async () => (await import('./personas/index.tsx')).PersonasView,
  start: async () => (await import('./start/index.tsx')).StartView,
};
const loaded = new Map<Name, ComponentType>();

/** Fetch a view. @throws when its file cannot be had */
export async function loadView(name: Name): Promise<void> {
  if (!loaded.has(name)) loaded.set(name, await files[name]());
}

/**
 * A view by its name. One that was fetched is drawn at once; React's own lazy components would let it wait behind a
 * placeholder for a third of a second.
 */
export function View({ name }: { name: Name }) {
  const [, setArrived] = useState<Name | null>(null);
  const [failed, setFailed] = useState<{ error: unknown } | null>(null);
  useEffect(() => {
    let gone = false;
    loadView(name).then(
      () => {
        if (!gone) setArrived(name);
      },
      (error: unknown) => {
        if (!gone) setFailed({ error });
      },
    );
    return () => {
      gone = true;
    };
  }, [name]);
  // the boundary around the view tells it and offers to try again
  if (failed) throw failed.error;
  const Shown = loaded.get(name);
  return Shown ? createElement(Shown) : <Waiting />;
}

/** Pause after the first view before the others are fetched. */
const OTHERS_MS = 500;

/** Fetch all views once the first is on screen: going to one is then immediate. */
export function loadOtherViews(): () => void {
  const timer = setTimeout(() => {
    for (const name of Object.keys(files) as Name[]) loadView(name).catch(() => undefined);
  }, OTHERS_MS);
  return () => {
    clearTimeout(timer);
  };
}
