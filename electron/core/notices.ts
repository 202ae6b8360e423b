import type { WorkspaceNotice } from '../../shared/contract/copies.ts';
import type { Said } from '../../shared/domain.ts';

/** Notices kept at a time: the oldest make room. */
const KEPT = 8;

/**
 * What the program did by itself with the open workspace and has to say: a copy before a migration, one that could not be
 * made. They stay until they are dismissed or another workspace is opened, whichever window looks first.
 */
export class Notices {
  #notices: WorkspaceNotice[] = [];
  #last = 0;
  readonly #changed: () => void;
  constructor(changed: () => void) {
    this.#changed = changed;
  }
  add(tone: WorkspaceNotice['tone'], said: Said): void {
    const others = this.#notices.filter((notice) => JSON.stringify(notice.said) !== JSON.stringify(said));
    this.#notices = [...others.slice(1 - KEPT), { id: ++this.#last, tone, said }];
    this.#changed();
  }
  dismiss(id: number): void {
    this.#notices = this.#notices.filter((notice) => notice.id !== id);
    this.#changed();
  }
  clear(): void {
    this.#notices = [];
  }
  list(): WorkspaceNotice[] {
    return this.#notices;
  }
}
