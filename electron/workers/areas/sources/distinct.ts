/** Counts different texts by 64 bits of hash, without keeping them: eight bytes a slot, half of the slots stay free. */
export class DistinctCounter {
  /** different texts seen */
  count = 0;
  private size = 1 << 12;
  private low = new Uint32Array(this.size);
  private high = new Uint32Array(this.size);
  private readonly most: number;

  /** @param most texts counted at most; those past it are not looked at any more */
  constructor(most: number) {
    this.most = most;
  }

  add(text: string): void {
    if (this.count >= this.most) return;
    // two FNV-1a hashes (Fowler, Noll, Vo) with different offsets, mixed at the end; both 0 marks a free slot
    let a = 0x811c9dc5;
    let b = 0x9747b28c;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
    }
    const low = (a ^ (a >>> 16)) >>> 0 || 1;
    const high = (Math.imul(b ^ (b >>> 15), 0xc2b2ae35) ^ text.length) >>> 0;
    if (!this.put(low, high)) return;
    if (++this.count * 2 > this.size) this.grow();
  }

  private put(low: number, high: number): boolean {
    const mask = this.size - 1;
    let at = (low ^ (high << 7)) & mask;
    while (this.low[at] !== 0) {
      if (this.low[at] === low && this.high[at] === high) return false;
      at = (at + 1) & mask;
    }
    this.low[at] = low;
    this.high[at] = high;
    return true;
  }

  private grow(): void {
    const { low, high } = this;
    this.size *= 2;
    this.low = new Uint32Array(this.size);
    this.high = new Uint32Array(this.size);
    for (let i = 0; i < low.length; i++) if (low[i] !== 0) this.put(low[i]!, high[i]!);
  }
}
