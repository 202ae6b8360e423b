import fs from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { translated } from '../db/failures.ts';
import { AppError } from '../../shared/frames.ts';
import { Preferences, RecentWorkspace } from '../../shared/contract/workspace.ts';

const Recent = RecentWorkspace.omit({ exists: true, copies: true }).extend({ path: z.string() });
type Recent = z.infer<typeof Recent>;

const RECENT_KEPT = 30;

/** What this device remembers besides workspaces: recent ones, language and theme. Small JSON files, written atomically. */
export class Device {
  readonly home: string;
  constructor(home: string) {
    this.home = home;
    try {
      fs.mkdirSync(home, { recursive: true, mode: 0o700 });
      fs.mkdirSync(this.workspaces, { recursive: true, mode: 0o700 });
      fs.accessSync(home, fs.constants.R_OK | fs.constants.W_OK);
    } catch (error) {
      throw new AppError(
        'io',
        { key: 'errors:home', values: { folder: home } },
        { errno: (error as NodeJS.ErrnoException).code },
      );
    }
  }
  get workspaces(): string {
    return join(this.home, 'workspaces');
  }
  preferences(): Preferences {
    return this.#read('preferences.json', Preferences) ?? { lang: null, theme: 'system' };
  }
  setPreferences(change: Partial<Preferences>): Preferences {
    const next = { ...this.preferences(), ...change };
    this.#write('preferences.json', next);
    return next;
  }
  recent(): Recent[] {
    return this.#read('recent.json', z.array(Recent)) ?? [];
  }
  remember(entry: Recent): void {
    const others = this.recent().filter((r) => r.path !== entry.path);
    this.#write('recent.json', [entry, ...others].slice(0, RECENT_KEPT));
  }
  forget(id: string): void {
    this.#write(
      'recent.json',
      this.recent().filter((r) => r.id !== id),
    );
  }
  #read<T>(name: string, schema: z.ZodType<T>): T | undefined {
    try {
      return schema.parse(JSON.parse(fs.readFileSync(join(this.home, name), 'utf8')));
    } catch {
      // absent or damaged: these files hold nothing that cannot be told again
      return undefined;
    }
  }
  #write(name: string, value: unknown): void {
    const path = join(this.home, name);
    try {
      const passing = `${path}.${String(process.pid)}.new`;
      fs.writeFileSync(passing, JSON.stringify(value, null, 2), { mode: 0o600 });
      fs.renameSync(passing, path);
    } catch (error) {
      throw translated(error);
    }
  }
}
