import { createHash } from 'node:crypto';

/** sha-256 of a value's JSON, hex. */
export const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
