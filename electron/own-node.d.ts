/** The oldest Node that the program runs on (R45). */
export const WANTED_NODE: number;

/** Options of V8 that every process of the program starts with. */
export const ENGINE_OPTIONS: string[];

/** Where the Node of the lock file is, or null: it was not installed, or there is none for this platform. */
export function ownNode(platform?: string, arch?: string): string | null;
