/**
 * Snappy (Snappy compressed format description): a length, then texts as they are and copies of what came before.
 * @throws RangeError when the bytes hold anything else, or not `length` bytes
 */
export function snappy(bytes: Uint8Array, length: number): Uint8Array {
  const input = new Input(bytes);
  const output = new Output(length);
  while (input.byte() >= 128);
  while (!input.ended) {
    const tag = input.byte();
    const short = tag >> 2;
    switch (tag & 3) {
      case 0:
        output.add(input.take(1 + (short < 60 ? short : input.number(short - 59))));
        break;
      case 1:
        output.copy(256 * (tag >> 5) + input.byte(), 4 + (short & 7));
        break;
      default:
        output.copy(input.number((tag & 3) === 2 ? 2 : 4), 1 + short);
    }
  }
  return output.whole();
}

/**
 * A block of LZ4 (LZ4 block format description), made of the same two things.
 * @throws RangeError when the bytes hold anything else, or not `length` bytes
 */
export function lz4Block(bytes: Uint8Array, length: number): Uint8Array {
  const input = new Input(bytes);
  const output = new Output(length);
  const long = (short: number): number => {
    let value = short;
    for (let more = short === 15 ? 255 : 0; more === 255; value += more) more = input.byte();
    return value;
  };
  while (!input.ended) {
    const token = input.byte();
    output.add(input.take(long(token >> 4)));
    // the last text is followed by no copy
    if (input.ended) break;
    const back = input.number(2);
    output.copy(back, 4 + long(token & 15));
  }
  return output.whole();
}

class Input {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError('end of the packed bytes');
    return byte;
  }

  /** A whole number, the low byte first. */
  number(size: number): number {
    let value = 0;
    for (let i = 0; i < size; i++) value += this.byte() * 2 ** (8 * i);
    return value;
  }

  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new RangeError('end of the packed bytes');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

class Output {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
  }

  add(text: Uint8Array): void {
    if (text.length > this.bytes.length - this.at) throw new RangeError('unpacked length');
    this.bytes.set(text, this.at);
    this.at += text.length;
  }

  copy(back: number, length: number): void {
    if (back === 0 || back > this.at || length > this.bytes.length - this.at) throw new RangeError('place of a copy');
    // a copy may run into itself
    if (back >= length) this.bytes.copyWithin(this.at, this.at - back, this.at - back + length);
    else for (let i = this.at; i < this.at + length; i++) this.bytes[i] = this.bytes[i - back] ?? 0;
    this.at += length;
  }

  whole(): Uint8Array {
    if (this.at !== this.bytes.length) throw new RangeError('unpacked length');
    return this.bytes;
  }
}
