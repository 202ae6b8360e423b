import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const peers = fileURLToPath(new URL('../../../shared/peers/', import.meta.url));

/** Debian's interpreter first: it is the one that has Debian's python3-sklearn. */
export const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/** Why a peer that needs scikit-learn cannot run here, or null. */
export async function lacking(script: string): Promise<string | null> {
  if (!existsSync(peers + script)) return `no ${script} in ../shared/peers`;
  try {
    await execute(python, ['-c', 'import sklearn']);
    return null;
  } catch {
    return 'scikit-learn not found: apt install python3-sklearn';
  }
}

/** Run a peer's script; it prints JSON lines. */
export async function runPeer(script: string, args: string[]): Promise<Record<string, unknown>[]> {
  const { stdout } = await execute(python, [peers + script, ...args], { maxBuffer: 1e8 });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The middle value. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** Round to a tenth, for printing. */
export const tenth = (value: number): number => Math.round(value * 10) / 10;
