/** How many days what was removed is kept for undo. */
const KEPT_DAYS = 30;

/** The moment from which something removed then is no longer kept. */
export const keptUntil = (at: string): string => new Date(Date.parse(at) + KEPT_DAYS * 86_400_000).toISOString();
