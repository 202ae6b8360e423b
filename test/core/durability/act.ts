import type { Client } from '../../../electron/core/client.ts';

/** What an act draws from its numbers. */
export interface Draw {
  below(n: number): number;
  /** undefined: there is none to choose from */
  one<T>(from: readonly T[]): T | undefined;
  /** so many different ones, or fewer */
  some<T>(from: readonly T[], n: number): T[];
  word(): string;
}

/** What acts work on. */
export interface Desk {
  readonly client: Client;
  /** hands a file over */
  give(name: string, text: string): Promise<string>;
}

/** One operation a person could do now; false: there is nothing it could be done to. */
export type Act = (desk: Desk, draw: Draw) => Promise<unknown>;
