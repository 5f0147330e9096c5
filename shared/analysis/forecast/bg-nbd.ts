/**
 * Expected use 预计利用 by two models of one family: how likely a reader comes again, and how many visits to expect.
 * BG/NBD: Fader, Hardie and Lee, "“Counting your customers” the easy way: an alternative to the Pareto/NBD model",
 * Marketing Science 24 (2005), pages 275–284. MBG/NBD: Batislam, Denizel and Filiztekin, "Empirical validation and
 * comparison of models for customer base analysis", International Journal of Research in Marketing 24 (2007), pages
 * 201–209. Any unit of time, the same throughout.
 */
import { hypergeometric2F1 } from "./hypergeometric.ts";

/** In the first nobody stays away for good after the first visit; in the second that visit may be the last, too. */
export const BG_NBD_KINDS = ["bg", "mbg"] as const;
export type BgNbdKind = (typeof BG_NBD_KINDS)[number];

/**
 * Visits come at a rate that is gamma distributed (r, α) over readers; after each a reader stays away for good with a
 * chance that is beta distributed (a, b).
 */
export interface BgNbd {
  readonly kind: BgNbdKind;
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** What the model knows of one reader. */
export interface RepeatVisits {
  /** Visits after the first. */
  readonly repeats: number;
  /** Time from the first visit to the last; 0 without repeats. */
  readonly lastAt: number;
  /** Time from the first visit to now. */
  readonly until: number;
}

/** Near a = 1 the formulas divide zero by zero; so far from it the loss of digits is nobody's concern. */
const NUDGE = 1e-6;

/** After how many visits so far the reader could have stayed away for good. */
export const chancesToLeave = (kind: BgNbdKind, repeats: number): number => (kind === "mbg" ? repeats + 1 : repeats);

/**
 * The probability of at least one visit in the next `time`: that the reader has not stayed away for good, times one
 * minus the chance of no visit of somebody who has not, (α′ / (α′ + t))^(r + x) with α′ = α + T.
 */
export function probabilityComing(model: BgNbd, reader: RepeatVisits, time: number): number {
  const { r, alpha } = model;
  const { repeats, until } = reader;
  if (!(time > 0)) return 0;
  return -Math.expm1((r + repeats) * -Math.log1p(time / (alpha + until))) / (1 + oddsOfGone(model, reader));
}

/** Visits to expect from the reader in the next `time`, given what is known of the reader. */
export function expectedVisits(model: BgNbd, reader: RepeatVisits, time: number): number {
  const { kind, alpha } = model;
  const { repeats, until } = reader;
  return Math.max(
    0,
    growth(model, model.b + chancesToLeave(kind, repeats), model.r + repeats, alpha + until, time) /
      (1 + oddsOfGone(model, reader)),
  );
}

/**
 * That the reader has stayed away for good, against that not (Fader, Hardie and Lee, "Computing P(alive) using the
 * BG/NBD model", 2008).
 */
function oddsOfGone({ kind, r, alpha, a, b }: BgNbd, { repeats, lastAt, until }: RepeatVisits): number {
  const chances = chancesToLeave(kind, repeats);
  if (chances === 0) return 0;
  return (a / (b + chances - 1)) * Math.exp((r + repeats) * Math.log((alpha + until) / (alpha + lastAt)));
}

/**
 * (a + b′ − 1) / (a − 1) · [1 − (α′ / (α′ + t))^r′ · ₂F₁(r′, b′; a + b′ − 1; t / (α′ + t))], with the function in the
 * form of small arguments: (1 − z)^(a − 1) · ₂F₁(a + b′ − 1 − r′, a − 1; a + b′ − 1; z).
 */
function growth(model: BgNbd, b: number, r: number, alpha: number, time: number): number {
  if (!(time > 0)) return 0;
  const a = awayFrom(model.a, 1);
  const c = awayFrom(a + b - 1, 0);
  const z = time / (alpha + time);
  return (c / (a - 1)) * (1 - (1 - z) ** (a - 1) * hypergeometric2F1(c - r, a - 1, c, z));
}

const awayFrom = (value: number, singular: number): number =>
  Math.abs(value - singular) < NUDGE ? singular + NUDGE : value;
