/**
 * The one scheduler of a run: virtual time and a queue of what happens when. Every wait of the engine is an
 * event here, and the next event begins only when everything the last one set going waits again; so a run
 * depends on nothing but its seed.
 */
interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

export class Schedule {
  readonly #heap: Event[] = [];
  #order = 0;
  #now: number;

  constructor(startMs: number) {
    this.#now = startMs;
  }

  /** Virtual epoch milliseconds. */
  get now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): void {
    this.#push({ at: this.#now + delayMs, order: this.#order++, run });
  }

  /** Lets events happen up to a time, or while something is still awaited. */
  async runWhile(goesOn: (nextAt: number) => boolean): Promise<void> {
    await allWaiting();
    for (let event = this.#heap[0]; event !== undefined && goesOn(event.at); event = this.#heap[0]) {
      this.#pop();
      this.#now = Math.max(this.#now, event.at);
      event.run();
      await allWaiting();
    }
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const other = heap[parent];
      if (other === undefined || !isBefore(event, other)) break;
      heap[at] = other;
      at = parent;
    }
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      if (a === undefined) break;
      const [child, next] = b !== undefined && isBefore(b, a) ? [b, left + 1] : [a, left];
      if (!isBefore(child, last)) break;
      heap[at] = child;
      at = next;
    }
    heap[at] = last;
  }
}

const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A turn of Node's event loop: by then every promise that could go on has gone on. */
const allWaiting = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
