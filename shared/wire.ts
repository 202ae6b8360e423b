/** Content type of frames over HTTP, in both directions: `u32 length | message` repeated; a length of 0 is a heartbeat. */
export const FRAMES_TYPE = 'application/x-workbench-frames';

/**
 * What the loopback host says first on a stream: whether the tab is new to it, the highest number of a call that has
 * arrived, and the calls whose answers are still to come. Whatever else the page waits for is lost.
 */
export type Hello = { type: 'hello'; fresh: boolean; known: number; pending: number[] };
