/**
 * The charts of this window: a newer request takes the place of an older one in the core. The core serves several
 * windows, which differ in the moment they were opened.
 */
export const SLOT = `explore ${performance.timeOrigin}`;
