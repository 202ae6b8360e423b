import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';

/** Where the browser shell stands under development. */
const DEV_PORT = 4177;
/** Several bundles end at about the same time: one start for all. */
const RESTART_MS = 200;

/** The shell under development: started again after each change, at the same address and with the same session. */
export class DevShell {
  readonly #command: readonly string[];
  readonly #args: readonly string[];
  readonly #env = { ...process.env, PERSONA_DEV_SESSION: randomBytes(32).toString('base64url') };
  #child: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param browser it is the browser shell, which takes a port and opens a page */
  constructor(command: readonly string[], args: readonly string[], browser: boolean) {
    this.#command = command;
    this.#args = browser && !args.includes('--port') ? ['--port', String(DEV_PORT), ...args] : args;
  }

  restartSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#restart(), RESTART_MS);
  }

  end(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async #restart(): Promise<void> {
    const old = this.#child;
    if (old?.exitCode === null) {
      const gone = once(old, 'exit');
      old.kill();
      await gone;
    }
    const [program, ...entry] = this.#command;
    // a page that is open finds the new shell by itself
    const quiet = old && this.#args.includes('--port') && !this.#args.includes('--no-open') ? ['--no-open'] : [];
    this.#child = spawn(program!, [...entry, ...quiet, ...this.#args], { stdio: 'inherit', env: this.#env });
  }
}
