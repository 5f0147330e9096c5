/** What the statistics foretell of readers, and how it was tried on the library's own last months. */
import type { BgNbd } from "#shared/analysis/forecast/bg-nbd.ts";
import type { ForecastMonths, Trial } from "#shared/analysis/forecast/forecast.ts";

/** By the probability of coming at least once: from three quarters, from a half, from a quarter, less. */
export const COMING_BANDS = ["likely", "rather", "hardly", "unlikely"] as const;
export type ComingBand = (typeof COMING_BANDS)[number];

/** Of those who had come before the shortest span that is held out. */
export interface TooLittle {
  readonly tag: "too-little-data";
  readonly readers: number;
  /** Who had come more than once by then. */
  readonly repeating: number;
}

export type ExpectedUse =
  | TooLittle
  /** Both models were wrong on the months held out; the less wrong one first. */
  | { readonly tag: "not-borne-out"; readonly months: ForecastMonths; readonly trials: readonly Trial[] }
  | {
      readonly tag: "foretold";
      readonly months: ForecastMonths;
      /** The one that is used first. */
      readonly trials: readonly Trial[];
      /** Fitted to all visits; time in open days. */
      readonly model: BgNbd;
      /** Readers who are with the library and have ever come. */
      readonly bands: Readonly<Record<ComingBand, number>>;
      /** How many of them are expected to come at least once. */
      readonly coming: number;
    };

export interface ReaderExpectation {
  /** Probability of coming at least once in these months, 0 to 1. */
  readonly coming: number;
  /** Visit days to expect in them. */
  readonly visits: number;
  readonly months: ForecastMonths;
}
