/** Time and randomness arrive as arguments; the edges of the program pass the real ones. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** Fills and returns an array of `length` random bytes. */
export type RandomBytes = (length: number) => Uint8Array;
