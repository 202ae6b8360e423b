import { useEffect } from 'react';
import { allActions, runAction } from '../actions.ts';
import { shellWindow } from '../state/connection.ts';
import { useStore } from '../state/store.ts';
import { actionFor } from './keys.ts';

/** Keyboard shortcuts of the whole window, from the one list of actions. */
export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // a dialog has the keyboard to itself
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const action = actionFor(event, allActions());
      if (!action) return;
      event.preventDefault();
      runAction(action);
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, []);
}

/** Commands of the native menu are the same actions. */
export function useNativeCommands(): void {
  useEffect(
    () =>
      shellWindow().onCommand((id) => {
        const action = allActions().find((candidate) => candidate.id === id);
        if (action && useStore.getState().panel === null) runAction(action);
      }),
    [],
  );
}
