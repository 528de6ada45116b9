/**
 * All terms of a language in one tree of characters, laid out flat: the matcher walks it from every place where a
 * term may begin. Terms are short and most walks end after a character or two, so a text is read in about one pass.
 */
export class TermTree {
  /** Node behind the root for each unit; 0: none. */
  readonly first = new Uint16Array(0x10000);
  /** Concepts of the terms that end at a node. */
  readonly exact: number[][] = [[]];
  /** Concepts of the terms that go on from a node as they like (`arrest*`). */
  readonly open: number[][] = [[]];
  /** 1: a term ends at the node. */
  ends = new Uint8Array(0);
  private readonly edges = new Map<number, number>();
  private keys = new Uint32Array(0);
  private nodes = new Uint16Array(0);
  private mask = 0;

  add(term: string, concept: number): void {
    const isOpen = term.endsWith('*');
    const text = isOpen ? term.slice(0, -1) : term;
    let node = 0;
    for (let at = 0; at < text.length; at += 1) node = this.childOrNew(node, text.charCodeAt(at));
    if (node === 0) return;
    (isOpen ? this.open : this.exact)[node]?.push(concept);
  }

  /** To be called once, after the last term: makes the fast tables. */
  freeze(): void {
    if (this.exact.length > 0xffff) throw new Error('too many terms for 16-bit nodes');
    let size = 1024;
    while (size < this.edges.size * 3) size *= 2;
    this.mask = size - 1;
    this.keys = new Uint32Array(size);
    this.nodes = new Uint16Array(size);
    for (const [key, node] of this.edges) {
      let slot = hash(key) & this.mask;
      while (this.nodes[slot] !== 0) slot = (slot + 1) & this.mask;
      this.keys[slot] = key;
      this.nodes[slot] = node;
    }
    this.ends = Uint8Array.from(this.exact, (concepts, node) =>
      concepts.length > 0 || (this.open[node]?.length ?? 0) > 0 ? 1 : 0,
    );
  }

  /** @returns 0 where there is none */
  child(node: number, unit: number): number {
    const key = ((node << 16) | unit) >>> 0;
    let slot = hash(key) & this.mask;
    for (;;) {
      const found = this.nodes[slot] as number;
      if (found === 0 || this.keys[slot] === key) return found;
      slot = (slot + 1) & this.mask;
    }
  }

  private childOrNew(node: number, unit: number): number {
    const key = ((node << 16) | unit) >>> 0;
    const existing = node === 0 ? (this.first[unit] as number) : this.edges.get(key);
    if (existing) return existing;
    const child = this.exact.length;
    this.exact.push([]);
    this.open.push([]);
    if (node === 0) this.first[unit] = child;
    else this.edges.set(key, child);
    return child;
  }
}

function hash(key: number): number {
  const mixed = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
