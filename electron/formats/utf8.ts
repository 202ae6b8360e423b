import type { Utf8 } from '../analysis/intake/rawBlock.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The platform's UTF-8. */
export const utf8: Utf8 = { encode: (text) => encoder.encode(text), decode: (bytes) => decoder.decode(bytes) };
