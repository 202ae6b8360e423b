/** Groups of nodes that are one customer, with pairs that must stay apart. */
export class Groups {
  readonly #parent: Int32Array;
  readonly #size: Int32Array;
  /** next node of the group, in a ring */
  readonly #next: Int32Array;
  readonly #apart = new Map<number, Set<number>>();

  constructor(nodes: number) {
    this.#parent = Int32Array.from({ length: nodes }, (_, i) => i);
    this.#next = Int32Array.from({ length: nodes }, (_, i) => i);
    this.#size = new Int32Array(nodes).fill(1);
  }

  /** The node that stands for the group of a node. */
  find(node: number): number {
    let root = node;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    for (let at = node; at !== root;) {
      const up = this.#parent[at]!;
      this.#parent[at] = root;
      at = up;
    }
    return root;
  }

  same(a: number, b: number): boolean {
    return this.find(a) === this.find(b);
  }

  size(node: number): number {
    return this.#size[this.find(node)]!;
  }

  /** The nodes of a group, at most `most`. */
  members(node: number, most = Infinity): number[] {
    const out = [node];
    for (let at = this.#next[node]!; at !== node && out.length < most; at = this.#next[at]!) out.push(at);
    return out;
  }

  /** Keep the groups of two nodes apart from now on. @returns false when they are one already */
  part(a: number, b: number): boolean {
    const [x, y] = [this.find(a), this.find(b)];
    if (x === y) return false;
    this.#apartOf(x).add(y);
    this.#apartOf(y).add(x);
    return true;
  }

  /** May the groups of two nodes become one? */
  mayJoin(a: number, b: number): boolean {
    const [x, y] = [this.find(a), this.find(b)];
    return x === y || !(this.#apart.get(x)?.has(y) ?? false);
  }

  /** Make one group of two. @returns whether the nodes are in one group now */
  join(a: number, b: number): boolean {
    const [x, y] = [this.find(a), this.find(b)];
    if (x === y) return true;
    if (!this.mayJoin(x, y)) return false;
    const [root, other] = this.#size[x]! >= this.#size[y]! ? [x, y] : [y, x];
    this.#parent[other] = root;
    this.#size[root]! += this.#size[other]!;
    const next = this.#next[root]!;
    this.#next[root] = this.#next[other]!;
    this.#next[other] = next;
    for (const stranger of this.#apart.get(other) ?? []) {
      this.#apartOf(root).add(stranger);
      const back = this.#apartOf(stranger);
      back.delete(other);
      back.add(root);
    }
    this.#apart.delete(other);
    return true;
  }

  #apartOf(root: number): Set<number> {
    let found = this.#apart.get(root);
    if (!found) this.#apart.set(root, (found = new Set()));
    return found;
  }
}
