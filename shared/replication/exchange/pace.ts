/**
 * How many operations of a pull go into one transaction: as many as are written in a moment, so that whoever works at
 * this desk meanwhile never waits long for the tables; never more than the limit.
 */

/** What a person does not notice, with a command and its reading behind it. */
const MOMENT_MS = 20;
/** Fewer cost more than they spare. */
const LEAST = 20;
/** Before it is known how quick this computer is. */
const FIRST = 50;

export interface Pace {
  /** At most so many in the next one. */
  readonly ops: number;
  /** So many took so long. */
  took(ops: number, ms: number): void;
}

/** @param most never exceeded, whatever the clock says */
export function createPace(most: number): Pace {
  let ops = Math.min(FIRST, most);
  return {
    get ops() {
      return ops;
    },
    took: (done, ms) => {
      // upwards step by step: one that was quick by chance says little
      const fits = ms <= 0 ? most : Math.floor((done * MOMENT_MS) / ms);
      ops = Math.min(most, ops * 2, Math.max(LEAST, fits));
    },
  };
}
