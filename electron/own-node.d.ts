/** The oldest Node that the program runs on (R45). */
export const WANTED_NODE: number;

/** Has V8 do without protection keys of memory pages. */
export const NO_KEYS: string;

/** Where the Node of the lock file is, or null: it was not installed, or there is none for this platform. */
export function ownNode(platform?: string, arch?: string): string | null;
