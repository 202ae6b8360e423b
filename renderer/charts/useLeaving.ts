import { useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * Pictures leave the workspace: a chart is drawn without what few customers stand behind while one is taken of it.
 * `safe`: whether it has to be drawn so now.
 */
export function useLeaving(): { safe: boolean; leaving: <T>(draw: () => T | Promise<T>) => Promise<T> } {
  const [safe, setSafe] = useState(false);
  const show = (next: boolean) => {
    flushSync(() => {
      setSafe(next);
    });
  };
  return {
    safe,
    leaving: async (draw) => {
      show(true);
      try {
        return await draw();
      } finally {
        show(false);
      }
    },
  };
}
