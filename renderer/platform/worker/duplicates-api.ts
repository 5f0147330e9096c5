/** What the page asks of its worker about readers who may be one person. */
import type { DuplicatePair } from "#shared/analysis/duplicates.ts";

/** What a look over all readers has found; ids only. */
export interface DuplicatesFound {
  /** When it was looked, in epoch milliseconds. */
  readonly at: number;
  /** How many persons were compared. */
  readonly readers: number;
  /** How many pairs there were; kept are the newest of them. */
  readonly total: number;
  readonly pairs: readonly DuplicatePair[];
}

export interface DuplicatesApi {
  /**
   * Looks through all readers and keeps what it has found for the page, which reads it where it is kept. Asked again
   * meanwhile, it is one look.
   * @param onProgress the share that is done, 0 to 1
   */
  find(onProgress: (share: number) => void): Promise<void>;
}
