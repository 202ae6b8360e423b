import type { IncomingMessage } from 'node:http';

/** A body that cannot be taken, with the status that says why. */
export class BodyError extends Error {
  readonly status: 400 | 408 | 413;
  constructor(status: 400 | 408 | 413) {
    super(`body refused: ${String(status)}`);
    this.name = 'BodyError';
    this.status = status;
  }
}

/** How long a small body may take to arrive. */
const BODY_MS = 30_000;

/** The whole body, at most `limit` bytes. @throws BodyError */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  if (declaredLength(request) > limit) throw new BodyError(413);
  const timer = setTimeout(() => request.destroy(new BodyError(408)), BODY_MS);
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of request as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > limit) throw new BodyError(413);
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks, size));
  } finally {
    clearTimeout(timer);
  }
}

/** `Content-Length`, or 0 when the body comes in chunks (it is then counted as it arrives). */
export const declaredLength = (request: IncomingMessage): number => Number(request.headers['content-length'] ?? 0);

/** A JSON object with exactly one text field of this name. @throws BodyError */
export function textField(body: Uint8Array, name: string): string {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new BodyError(400);
  }
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const text: unknown = entries.length === 1 && entries[0]![0] === name ? entries[0]![1] : undefined;
  if (typeof text !== 'string') throw new BodyError(400);
  return text;
}
