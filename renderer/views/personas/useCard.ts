import { useCallback, useEffect, useRef, useState } from 'react';
import type { Persona, PersonaChange } from '../../../shared/contract/personas.ts';
import { client } from '../../state/connection.ts';
import { envelopeOf } from '../../state/answers.ts';
import { attempt, tellFailure } from '../../state/queries.ts';

/** Someone else (another tab) changed the card first: what was not saved, kept until the reader decides. */
export interface Conflict {
  readonly change: PersonaChange;
}

/**
 * Changes to one card, sent one after another, so that quick typing never outruns the answers. The base of a change is the
 * rev of our last answer; when none is under way, that of the card as it was last read (an undo takes the rev back too).
 */
export function useCard(persona: Persona) {
  const base = useRef(persona.rev);
  const waiting = useRef(0);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [conflict, setConflict] = useState<Conflict | null>(null);
  useEffect(() => {
    if (waiting.current === 0) base.current = persona.rev;
  }, [persona]);

  const send = useCallback(
    async (change: PersonaChange): Promise<boolean> => {
      try {
        const next = await client().call('personas.change', { id: persona.id, rev: base.current, change });
        base.current = next.rev;
        return true;
      } catch (failure) {
        const error = envelopeOf(failure);
        if (error.code === 'conflict') setConflict({ change });
        else tellFailure(error);
        return false;
      }
    },
    [persona.id],
  );
  const change = useCallback(
    (one: PersonaChange): Promise<boolean> => {
      waiting.current += 1;
      const next = queue.current.then(() => send(one));
      queue.current = next.finally(() => (waiting.current -= 1));
      return next;
    },
    [send],
  );
  const resolve = useCallback(
    async (keepMine: boolean) => {
      const held = conflict;
      setConflict(null);
      const now = await attempt(() => client().call('personas.get', { id: persona.id }));
      if (!now) return;
      base.current = now.rev;
      if (keepMine && held) await send(held.change);
    },
    [conflict, persona.id, send],
  );
  return { change, conflict, resolve };
}

/** Change the card that is on screen. */
export type Change = (change: PersonaChange) => Promise<boolean>;
