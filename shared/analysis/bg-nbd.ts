/**
 * Expected use 预计利用 by the BG/NBD model: how likely a reader is still active, and how many visits to expect.
 * Fader, Hardie and Lee, "“Counting your customers” the easy way: an alternative to the Pareto/NBD model",
 * Marketing Science 24 (2005), pages 275–284. Any unit of time, the same throughout.
 */
import { hypergeometric2F1 } from "./hypergeometric.ts";

/** Visits come at a rate that is gamma distributed (r, α) over readers; after each a reader stays away for good with a chance that is beta distributed (a, b). */
export interface BgNbd {
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

/** The probability that the reader has not stayed away for good (Fader, Hardie and Lee, "Computing P(alive) using the BG/NBD model", 2008). */
export const probabilityActive = (model: BgNbd, reader: RepeatVisits): number => 1 / (1 + oddsOfGone(model, reader));

function oddsOfGone({ r, alpha, a, b }: BgNbd, { repeats, lastAt, until }: RepeatVisits): number {
  if (repeats === 0) return 0;
  return (a / (b + repeats - 1)) * Math.exp((r + repeats) * Math.log((alpha + until) / (alpha + lastAt)));
}

/** Visits to expect from the reader in the next `time`, given what is known of the reader. */
export function expectedVisits(model: BgNbd, reader: RepeatVisits, time: number): number {
  const { alpha } = model;
  const { repeats, until } = reader;
  return Math.max(0, growth(model, model.b + repeats, model.r + repeats, alpha + until, time) / (1 + oddsOfGone(model, reader)));
}

/** Repeat visits to expect of somebody unknown in `time` after the first visit. */
export const expectedRepeats = (model: BgNbd, time: number): number => Math.max(0, growth(model, model.b, model.r, model.alpha, time));

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

const awayFrom = (value: number, singular: number): number => (Math.abs(value - singular) < NUDGE ? singular + NUDGE : value);

/**
 * The probabilities of 0, 1, … `most` repeat visits in `time` after the first, into `into`; what is
 * left of 1 is the probability of more.
 */
export function repeatProbabilities({ r, alpha, a, b }: BgNbd, time: number, most: number, into = new Float64Array(most + 1)): Float64Array {
  const here = time / (alpha + time);
  // the negative binomial part, P(NBD = x), and how much of it lies below x
  let visits = Math.exp(r * Math.log(alpha / (alpha + time)));
  let below = 0;
  // B(a, b + x) / B(a, b): stayed after every visit so far
  let stayed = 1;
  for (let x = 0; x <= most; x++) {
    // B(a + 1, b + x − 1) / B(a, b): stayed after all visits but the last
    const left = x === 0 ? 0 : (stayed * a) / (b + x - 1);
    into[x] = stayed * visits + left * Math.max(0, 1 - below);
    below += visits;
    visits *= ((r + x) / (x + 1)) * here;
    stayed *= (b + x) / (a + b + x);
  }
  return into;
}
