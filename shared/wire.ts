/** Content type of frames over HTTP, in both directions: `u32 length | message` repeated; a length of 0 is a heartbeat. */
export const FRAMES_TYPE = 'application/x-workbench-frames';

/**
 * Bytes of the frames of one request at most, each with its length before it. The largest that the contract lets through
 * in earnest, 200,000 customer numbers or a recipe of 1,000,000 characters, stay below; files travel another way.
 */
export const MAX_FRAMES = 8 * 2 ** 20;

/**
 * What the loopback host says first on a stream: which build of the interface it serves, whether the tab is new to it, the highest number of a call that has
 * arrived, and the calls whose answers are still to come. Whatever else the page waits for is lost.
 */
export type Hello = { type: 'hello'; build: string; fresh: boolean; known: number; pending: number[] };
