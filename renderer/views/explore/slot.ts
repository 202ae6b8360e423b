/** The charts of this window: a newer request takes the place of an older one in the core. */
export const SLOT = `explore ${Math.random().toString(36).slice(2)}`;
