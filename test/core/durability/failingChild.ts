import fs from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openSession } from '../../../electron/core/session.ts';
import {
  attempt,
  closedState,
  faults,
  type Kind,
  open,
  type Opened,
  type State,
  stateOf,
  trackedOf,
} from './operations.ts';

/**
 * Does one kind of operation on copies of a prepared folder, its core on the main thread, which is the one whose system
 * calls are made to fail from outside. One command a line in, one line of JSON out.
 */
const [prepared, work, kind] = process.argv.slice(2) as [string, string, Kind];

/** What came of a trial. */
export interface Verdict {
  /** the state when the answer came, and that of a process that dies there and opens the file again */
  live: Found;
  crashed: Found;
  closed: Found;
  faults: unknown[];
  running: number;
  again: string;
  /** rows of the audit trail that tell of a success */
  audited: number;
}
type Found = 'before' | 'after' | 'neither';

let home = '';
let opened: Opened;
let tracked: string[] = [];
let before: State;
let after: State | null = null;
let trials = 0;

const same = (a: State, b: State | null) => JSON.stringify(a) === JSON.stringify(b);
// an operation that leaves the tracked tables alone is before and after at once
const found = (state: State): Found => (same(state, after) ? 'after' : same(state, before) ? 'before' : 'neither');

function begin(): void {
  home = join(work, String(++trials));
  fs.cpSync(prepared, home, { recursive: true });
  opened = open(home);
  tracked = trackedOf(opened.db);
  before = stateOf(opened.db, tracked);
}

/** What a process that dies now leaves on the disk, opened as the next one does. */
function crash(): { state: State; faults: unknown[] } {
  const path = join(home, 'crashed.persona');
  for (const end of ['', '-wal']) if (fs.existsSync(opened.path + end)) fs.copyFileSync(opened.path + end, path + end);
  const session = openSession(path, null);
  try {
    return { state: stateOf(session.db, tracked), faults: faults(session.db) };
  } finally {
    session.close();
  }
}

async function judge(): Promise<Verdict> {
  const live = found(stateOf(opened.db, tracked));
  const left = crash();
  const jobs = await opened.client.call('workspace.jobs', {});
  const again = await attempt(opened, kind);
  const last = stateOf(opened.db, tracked);
  const broken = faults(opened.db);
  await opened.close();
  const { state, ok } = closedState(opened.path, tracked);
  const verdict: Verdict = {
    live,
    crashed: found(left.state),
    closed: same(state, last) ? 'after' : 'neither',
    faults: [...left.faults, ...broken],
    running: jobs.filter((job) => job.state === 'running').length,
    again,
    audited: (ok[kind] ?? 0) - audits(),
  };
  fs.rmSync(home, { recursive: true });
  return verdict;
}

const audits = () => closedState(join(prepared, 'w.persona'), tracked).ok[kind] ?? 0;

const commands: Record<string, () => unknown> = {
  begin,
  run: () => attempt(opened, kind),
  /** this time nothing failed: what the operation does every time, and whether that changes the tracked tables */
  reference: () => {
    after = stateOf(opened.db, tracked);
    return !same(before, after);
  },
  judge,
};
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await commands[line]!();
  process.stdout.write(`${JSON.stringify(answer ?? null)}\n`);
}
process.exit(0);
