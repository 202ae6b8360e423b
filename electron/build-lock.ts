import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Past this a waiting command says what it waits for. */
const SAID_AFTER_MS = 2_000;
/** No build lasts this long: the number of its process has been given to another program since. */
const LONGEST_BUILD_MS = 180_000;

/** How a wait is told; the tests put their own in place. */
export type Tell = (pid: number) => void;

/**
 * One build at a time in a `dist` folder: several commands may be started at once. The lock holds the number of its
 * process and is taken over as soon as that has ended, however it ended. @returns releases the lock
 */
export async function lockBuild(dist: string, tell: Tell = tellWaiting): Promise<() => void> {
  const path = join(dist, '.building');
  const started = performance.now();
  let told = false;
  mkdirSync(dist, { recursive: true });
  while (!take(path)) {
    const holder = holderOf(path);
    if (holder === null) continue;
    if (!isBuilding(holder)) setAside(path, holder);
    else {
      if (!told && performance.now() - started >= SAID_AFTER_MS) {
        told = true;
        tell(holder.pid);
      }
      await sleep(100);
    }
  }
  return () => {
    rmSync(path, { force: true });
  };
}

type Holder = { pid: number; since: number };

/** The lock comes into being with its content: a link to a whole file is made or refused in one step. */
function take(path: string): boolean {
  const own = `${path}.${String(process.pid)}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Who holds the lock; null when it has just been released. Earlier versions made a folder, which names nobody. */
function holderOf(path: string): Holder | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return null;
  if (found.isDirectory()) return { pid: 0, since: found.mtimeMs };
  try {
    return { pid: Number(readFileSync(path, 'utf8')), since: found.mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isBuilding({ pid, since }: Holder): boolean {
  if (!(pid > 0) || pid === process.pid || Date.now() - since > LONGEST_BUILD_MS) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Two that wait may both find the holder gone; the one that comes late puts back the lock that the first has taken. */
function setAside(path: string, gone: Holder): void {
  const aside = `${path}.${String(process.pid)}.old`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = holderOf(aside);
  if (moved && moved.pid !== gone.pid && isBuilding(moved)) renameSync(aside, path);
  else rmSync(aside, { recursive: true, force: true });
}

function tellWaiting(pid: number): void {
  const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
  process.stderr.write(
    chinese
      ? `另一个命令正在构建（进程 ${String(pid)}），等它结束……\n`
      : `Another command is building (process ${String(pid)}): waiting for it …\n`,
  );
}
