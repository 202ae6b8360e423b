import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCore } from '../../../electron/core/core.ts';
import { openSession, type Session } from '../../../electron/core/session.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

const child = fileURLToPath(new URL('./lockChild.ts', import.meta.url));

let folder: string;
let path: string;
let session: Session;
const unmount: string[] = [];
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'w.persona');
  session = openSession(path, { name: 'w' });
});
afterEach(() => {
  session.close();
  for (const place of unmount.splice(0)) spawnSync('umount', [place]);
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Another process opens a path, adds a row and closes. @returns the row, or the code of the refusal */
function other(at: string, row: string): string {
  const ran = spawnSync(process.execPath, [...ENGINE_OPTIONS, child, at, row], { encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  return ran.stdout.trim();
}

/** Another process opens it, adds a row and dies: the row is in the log only. */
function crash(row: string): void {
  const { signal } = spawnSync(process.execPath, [...ENGINE_OPTIONS, child, path, row, 'die']);
  expect(signal).toBe('SIGKILL');
  expect(fs.statSync(`${path}-wal`).size).toBeGreaterThan(0);
}

const add = (row: string) => session.db.run('INSERT INTO persona (position, rev, body) VALUES (1, 1, ?)', row);
const rows = () => session.db.column<string>('SELECT body FROM persona ORDER BY id');
const refused = (code: string) => expect.objectContaining({ code }) as Error;

/** The lock by device and inode. */
function common(): string {
  const { dev, ino } = fs.statSync(path, { bigint: true });
  return join(`/tmp/persona-workbench-${String(userInfo().uid)}`, `${String(dev)}-${String(ino)}-lock`);
}

/** What another path to the workspace is. */
const routes: Record<string, () => string | null> = {
  'the same path': () => path,
  'a symbolic link': () => {
    fs.symlinkSync(path, join(folder, 'link.persona'));
    return join(folder, 'link.persona');
  },
  'a symbolic link to its folder': () => {
    fs.symlinkSync(folder, `${folder}-link`);
    return join(`${folder}-link`, 'w.persona');
  },
  'a hard link': () => {
    fs.linkSync(path, join(folder, 'hard.persona'));
    return join(folder, 'hard.persona');
  },
  'a hard link in another folder': () => {
    fs.mkdirSync(join(folder, 'sub'));
    fs.linkSync(path, join(folder, 'sub', 'w.persona'));
    return join(folder, 'sub', 'w.persona');
  },
  'another mount': () => {
    const place = join(folder, 'mount');
    fs.mkdirSync(place);
    if (spawnSync('mount', ['--bind', folder, place]).status !== 0) return null;
    unmount.push(place);
    return join(place, 'w.persona');
  },
  'a mount of the file itself': () => {
    const place = join(folder, 'file.persona');
    fs.writeFileSync(place, '');
    if (spawnSync('mount', ['--bind', path, place]).status !== 0) return null;
    unmount.push(place);
    return place;
  },
};

describe('R39: one writer, whatever the path', () => {
  it.each(Object.keys(routes))('%s', (name) => {
    const at = routes[name]!();
    if (at === null) {
      console.log(`skipped: ${name} needs the right to mount`);
      return;
    }
    add('mine');
    expect(other(at, 'theirs')).toBe('locked');
    add('mine too');
    expect(rows()).toEqual(['mine', 'mine too']);
    session.close();
    expect(other(at, 'theirs')).toBe('theirs');
    session = openSession(path, null);
    expect(session.notices).toEqual([]);
    expect(rows()).toEqual(['mine', 'mine too', 'theirs']);
    fs.rmSync(`${folder}-link`, { force: true });
  });

  it('the same core takes another path to the open file for the same', async () => {
    session.close();
    const core = createCore({ home: folder, sample: folder, version: 't', open: path, threads: 1 });
    fs.symlinkSync(path, join(folder, 'link.persona'));
    expect(core.openPath(join(folder, 'link.persona'), null)).toBe(core.session());
    await core.close();
    session = openSession(path, null);
  });
});

describe('after a crash', () => {
  it.each(['a hard link', 'a hard link in another folder', 'another mount', 'a mount of the file itself'])(
    'the file is not opened without its log: %s',
    async (name) => {
      session.close();
      crash('committed');
      const at = routes[name]!();
      if (at === null) {
        console.log(`skipped: ${name} needs the right to mount`);
        session = openSession(path, null);
        return;
      }
      // where the folder itself is mounted elsewhere, the log is there too
      const refusal = () => {
        try {
          const opened = openSession(at, null, undefined, [folder]);
          const found = opened.db.column<string>('SELECT body FROM persona ORDER BY id');
          opened.close();
          return found;
        } catch (error) {
          return (error as { said: unknown }).said;
        }
      };
      expect(refusal()).toEqual(
        name === 'another mount'
          ? ['committed']
          : {
              key: 'errors:workspace_other_name',
              values: { file: basename(at), other: join(basename(folder), 'w.persona'), log: 'w.persona-wal' },
            },
      );
      session = openSession(path, null);
      expect(rows()).toEqual(['committed']);
      session.close();
      expect(refusal()).toEqual(['committed']);
      session = openSession(path, null);
    },
  );

  it('the folders of recent workspaces are looked through', async () => {
    session.close();
    const core = createCore({ home: folder, sample: folder, version: 't', open: path, threads: 1 });
    await core.close();
    crash('committed');
    const at = routes['a hard link in another folder']!()!;
    const again = createCore({ home: folder, sample: folder, version: 't', threads: 1 });
    expect(() => again.openPath(at, null)).toThrow(refused('conflict'));
    await again.close();
    session = openSession(path, null);
    expect(rows()).toEqual(['committed']);
  });
});

describe('a lock file that was deleted', () => {
  it.each(['beside', 'common'])('%s: the other lock holds, and it is taken anew with the next edit', (which) => {
    const file = which === 'beside' ? `${path}-lock` : common();
    expect(fs.existsSync(file)).toBe(true);
    fs.rmSync(file);
    expect(other(path, 'theirs')).toBe('locked');
    add('mine');
    expect(fs.existsSync(file)).toBe(true);
    expect(other(path, 'theirs')).toBe('locked');
    expect(rows()).toEqual(['mine']);
  });

  it('both: whoever took them over writes alone, and no edit of either is lost', () => {
    add('mine');
    fs.rmSync(`${path}-lock`);
    fs.rmSync(common());
    const theirs = openSession(path, null);
    expect(() => add('lost')).toThrow(refused('locked'));
    expect(() => session.db.exec('DELETE FROM persona')).toThrow(refused('locked'));
    theirs.db.run('INSERT INTO persona (position, rev, body) VALUES (1, 1, ?)', 'theirs');
    expect(() => add('lost')).toThrow(refused('locked'));
    theirs.close();
    add('mine too');
    expect(rows()).toEqual(['mine', 'theirs', 'mine too']);
    session.close();
    session = openSession(path, null);
    expect(session.notices).toEqual([]);
    expect(rows()).toEqual(['mine', 'theirs', 'mine too']);
  });

  it('is not removed by one who no longer holds it', () => {
    fs.rmSync(`${path}-lock`);
    fs.rmSync(common());
    const theirs = openSession(path, null);
    session.close();
    expect(fs.existsSync(`${path}-lock`)).toBe(true);
    expect(other(path, 'x')).toBe('locked');
    theirs.close();
    session = openSession(path, null);
  });
});

describe('a workspace that is moved or replaced while it is open', () => {
  it('is written to no more, and has every edit up to there', () => {
    add('mine');
    const moved = join(folder, 'moved.persona');
    fs.renameSync(path, moved);
    expect(() => add('lost')).toThrow(refused('not_found'));
    fs.writeFileSync(path, 'something else');
    expect(() => add('lost')).toThrow(refused('not_found'));
    expect(rows()).toEqual(['mine']);
    session.close();
    expect(fs.readFileSync(path, 'utf8')).toBe('something else');
    session = openSession(moved, null);
    expect(rows()).toEqual(['mine']);
  });
});

it('nothing of the locks is left behind', () => {
  const file = common();
  session.close();
  expect(fs.existsSync(file)).toBe(false);
  expect(fs.readdirSync(folder)).toEqual(['w.persona']);
  session = openSession(path, null);
});
