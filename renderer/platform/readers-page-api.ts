/** What the second page of the statistics shows of the readers: how much they use, and who they are. */
import type { ValueScores } from "#shared/analysis/value.ts";

export const SCORES = ["r", "f", "v"] as const;
export type Score = (typeof SCORES)[number];

/** Readers by score, from 0 (none) to 5. */
export type ReadersByScore = readonly [number, number, number, number, number, number];

export interface ValueSpread {
  /** Readers who are with the library and whose card is one reader's. */
  readonly readers: number;
  readonly byScore: Readonly<Record<Score, ReadersByScore>>;
  readonly core: number;
  /** What part of all points core readers have, 0 to 1; null where nobody has any. */
  readonly coreOfUse: number | null;
}

/** The three numbers of a reader, with the score that each gets. */
export interface ReaderValue extends ValueScores {
  /** Days; null where there was never any use. */
  readonly recency: number | null;
  readonly frequency: number;
  readonly points: number;
}

export interface ReadersPage {
  /** The day that the figures speak of. */
  readonly day: string;
  readonly readers: number;
  readonly value: ValueSpread;
}
