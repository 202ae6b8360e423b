import { useCallback, useRef, useState } from 'react';
import type { Persona, PersonaChange } from '../../../shared/contract/personas.ts';
import { client } from '../../state/connection.ts';
import { envelopeOf, tellFailure } from '../../state/queries.ts';

/** Someone else (another tab) changed the card first: what was not saved, kept until the reader decides. */
export interface Conflict {
  readonly change: PersonaChange;
}

/** Changes to one card, sent one after another with the newest rev, so that quick typing never outruns the answers. */
export function useCard(persona: Persona) {
  const rev = useRef({ id: persona.id, rev: persona.rev });
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [saving, setSaving] = useState(0);

  const send = useCallback(
    async (change: PersonaChange, base: number): Promise<boolean> => {
      try {
        const next = await client().call('personas.change', { id: persona.id, rev: base, change });
        rev.current = { id: persona.id, rev: next.rev };
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
      setSaving((n) => n + 1);
      const next = queue.current.then(() => {
        // an undo, or a refresh, gives the card a rev that no answer of ours told
        const known = rev.current.id === persona.id ? rev.current.rev : 0;
        return send(one, Math.max(known, persona.rev));
      });
      queue.current = next.finally(() => setSaving((n) => n - 1));
      return next;
    },
    [persona.id, persona.rev, send],
  );
  const resolve = useCallback(
    async (keepMine: boolean) => {
      const held = conflict;
      setConflict(null);
      const theirs = await client().call('personas.get', { id: persona.id });
      rev.current = { id: persona.id, rev: theirs.rev };
      if (keepMine && held) await send(held.change, theirs.rev);
    },
    [conflict, persona.id, send],
  );
  return { change, conflict, resolve, saving: saving > 0 };
}

/** Change the card that is on screen. */
export type Change = (change: PersonaChange) => Promise<boolean>;
