/** Where concepts were found in a folded text, in order of their start. */
export class Hits {
  concept = new Uint16Array(256);
  start = new Int32Array(256);
  /** behind its last unit */
  end = new Int32Array(256);
  clause = new Int32Array(256);
  sentence = new Int32Array(256);
  length = 0;

  push(concept: number, start: number, end: number, clause: number, sentence: number): void {
    const at = this.length;
    if (at === this.concept.length) this.grow();
    this.concept[at] = concept;
    this.start[at] = start;
    this.end[at] = end;
    this.clause[at] = clause;
    this.sentence[at] = sentence;
    this.length = at + 1;
  }

  private grow(): void {
    const twice = <Column extends Uint16Array | Int32Array>(column: Column, empty: Column): Column => {
      empty.set(column);
      return empty;
    };
    const size = this.concept.length * 2;
    this.concept = twice(this.concept, new Uint16Array(size));
    this.start = twice(this.start, new Int32Array(size));
    this.end = twice(this.end, new Int32Array(size));
    this.clause = twice(this.clause, new Int32Array(size));
    this.sentence = twice(this.sentence, new Int32Array(size));
  }
}
