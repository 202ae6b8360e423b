import { existsSync, readFileSync } from 'node:fs';

/**
 * The highest resident memory of this process with all its threads so far, in units of 1,024 bytes. Where the system tells
 * it of this process alone: the other figure begins with the peak of the parent, which a child takes over.
 */
export function peakMemory(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'latin1') : '';
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
}
