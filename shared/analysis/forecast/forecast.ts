/**
 * What may be foretold of a library's readers: both models are tried on its own last months, as many as the forecast
 * spans, the better one is fitted to everything, and neither says anything where both were wrong.
 */
import { BG_NBD_KINDS, type BgNbd, type BgNbdKind, probabilityComing, type RepeatVisits } from "./bg-nbd.ts";
import { fitting } from "./bg-nbd-fit.ts";
import { type HoldOut, holdOutOf, isBorneOut } from "./hold-out.ts";

/** As many months as were held out, the longest first; in days. */
export const FORECAST_SPANS = [
  { months: 12, days: 365 },
  { months: 6, days: 183 },
  { months: 3, days: 91 },
] as const;
export type ForecastSpan = (typeof FORECAST_SPANS)[number];
export type ForecastMonths = ForecastSpan["months"];

/** Thirty in each of ten groups: of fewer, nobody could tell an error of ten points from chance. */
export const FEWEST_TRIED = 300;
export const FEWEST_REPEATING = 50;

/** Until the visit days have become more or fewer by this part of them, the parameters stay. */
export const STALE_PART = 0.001;

/** A reader who had come before the months that are held out. */
export interface HeldOut {
  /** As known when they began. */
  readonly before: RepeatVisits;
  /** How long they were, in the unit of the visits. */
  readonly time: number;
  readonly came: boolean;
}

export interface Trial {
  readonly kind: BgNbdKind;
  readonly holdOut: HoldOut;
}

export interface Forecast {
  /** The better one first. */
  readonly trials: readonly Trial[];
  /** The better one, fitted to all that is known; undefined where it was wrong on the months held out. */
  readonly model: BgNbd | undefined;
}

/** Of each model, and of the better one once more. */
export const FITS = BG_NBD_KINDS.length + 1;

/** Yields how many of the fits are made. */
export function* forecasting(heldOut: readonly HeldOut[], now: readonly RepeatVisits[]): Generator<number, Forecast> {
  const tried: Trial[] = [];
  for (const kind of BG_NBD_KINDS) {
    const model = yield* counted(
      fitting(
        heldOut.map(({ before }) => before),
        kind,
      ),
      tried.length,
    );
    tried.push({
      kind,
      holdOut: holdOutOf(
        heldOut.map(({ before, time, came }) => ({ chance: probabilityComing(model, before, time), came })),
      ),
    });
  }
  const trials = tried.toSorted(
    (a, b) => Number(isBorneOut(b.holdOut)) - Number(isBorneOut(a.holdOut)) || a.holdOut.error - b.holdOut.error,
  );
  const [best] = trials;
  if (best === undefined || !isBorneOut(best.holdOut)) return { trials, model: undefined };
  return { trials, model: yield* counted(fitting(now, best.kind), trials.length) };
}

function* counted(fit: ReturnType<typeof fitting>, made: number): Generator<number, BgNbd> {
  yield made;
  for (;;) {
    const step = fit.next();
    if (step.done === true) return step.value.model;
    yield made;
  }
}
