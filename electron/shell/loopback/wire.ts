import { decodeMessage, encodeMessage } from '../../../shared/codec.ts';
import { ClientFrame } from '../../../shared/frames.ts';

/** Keeps a stream alive and tells the page that it is. */
export const HEARTBEAT = new Uint8Array(4);

/** A frame with its length before it. */
export function wrap(frame: unknown): Uint8Array {
  const message = encodeMessage(frame);
  const bytes = new Uint8Array(4 + message.length);
  new DataView(bytes.buffer).setUint32(0, message.length, true);
  bytes.set(message, 4);
  return bytes;
}

/** The client frames of a request body. @throws Error on anything else */
export function readFrames(body: Uint8Array): ClientFrame[] {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const frames: ClientFrame[] = [];
  for (let at = 0; at < body.length;) {
    const length = view.getUint32(at, true);
    if (length === 0 || at + 4 + length > body.length) throw new RangeError('frame longer than the body');
    frames.push(ClientFrame.parse(decodeMessage(body.subarray(at + 4, at + 4 + length))));
    at += 4 + length;
  }
  return frames;
}
