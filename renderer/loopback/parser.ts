import { decodeMessage } from '../../shared/codec.ts';

/**
 * Cuts a byte stream of `u32 length | message` into messages; heartbeats (length 0) are left out. Memory is at most
 * twice the largest message.
 */
export class MessageParser {
  #bytes = new Uint8Array(64 * 1024);
  #start = 0;
  #end = 0;

  /** Take a chunk. @returns the messages that are now whole */
  push(chunk: Uint8Array): unknown[] {
    this.#makeRoom(chunk.length);
    this.#bytes.set(chunk, this.#end);
    this.#end += chunk.length;
    const messages: unknown[] = [];
    while (this.#end - this.#start >= 4) {
      const length = new DataView(this.#bytes.buffer).getUint32(this.#start, true);
      const from = this.#start + 4;
      if (this.#end - from < length) break;
      if (length > 0) messages.push(decodeMessage(this.#bytes.subarray(from, from + length)));
      this.#start = from + length;
    }
    return messages;
  }

  #makeRoom(more: number): void {
    if (this.#end + more <= this.#bytes.length) return;
    const waiting = this.#bytes.subarray(this.#start, this.#end);
    const needed = waiting.length + more;
    const bytes = needed <= this.#bytes.length ? this.#bytes : new Uint8Array(needed * 2);
    if (bytes === this.#bytes) bytes.copyWithin(0, this.#start, this.#end);
    else bytes.set(waiting);
    this.#bytes = bytes;
    this.#end -= this.#start;
    this.#start = 0;
  }
}
