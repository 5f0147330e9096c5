/**
 * Fits the BG/NBD model to a library's own visits by maximum likelihood, and says how well the model then tells
 * what was seen. With too little to go by, or a poor fit, there is no model and so no number.
 */
import { err, ok, type Result } from "../kernel/result.ts";
import { type BgNbd, type RepeatVisits, repeatProbabilities } from "./bg-nbd.ts";
import { type Minimum, minimize, type SearchLimits } from "./nelder-mead.ts";

/** Readers by how many repeat visits they made; the last `to` is infinite. */
export interface RepeatBin {
  readonly from: number;
  readonly to: number;
  readonly actual: number;
  readonly expected: number;
}

export interface BgNbdFit extends BgNbd {
  readonly logLikelihood: number;
  readonly readers: number;
  readonly bins: readonly RepeatBin[];
  /** The share of readers who would have to move to another bin to make expectation of what was seen, 0 to 1. */
  readonly misplaced: number;
}

export type NoFit =
  | { readonly tag: "too-little-data"; readonly readers: number; readonly repeating: number }
  | { readonly tag: "poor-fit"; readonly readers: number; readonly bins: readonly RepeatBin[]; readonly misplaced: number };

const FEWEST_READERS = 100;
const FEWEST_REPEATING = 50;
const MOST_MISPLACED = 0.1;
const BIN_STARTS = [0, 1, 2, 3, 5, 9, 17, 33];
/** Logarithms beyond are no estimates any more: the likelihood is flat there. */
const FURTHEST_LOG = 15;
const COARSE = { step: 0.5, tolerance: 1e-3, mostSteps: 1500 };
const FINE = { step: 0.1, tolerance: 1e-7, mostSteps: 1500 };
const COARSE_GROUPS = 10_000;

export function fitBgNbd(readers: Iterable<RepeatVisits>): Result<BgNbdFit, NoFit> {
  const groups = groupsOf(readers);
  const count = groups.weights.reduce((sum, weight) => sum + weight, 0);
  const repeating = groups.weights.reduce((sum, weight, group) => sum + ((groups.repeats[group] ?? 0) > 0 ? weight : 0), 0);
  if (count < FEWEST_READERS || repeating < FEWEST_REPEATING) return err({ tag: "too-little-data", readers: count, repeating });
  const { model, logLikelihood } = mostLikely(groups, count);
  const bins = binsOf(groups, model);
  const misplaced = bins.reduce((sum, { actual, expected }) => sum + Math.abs(actual - expected), 0) / (2 * count);
  // written so that no number at all is a poor fit too
  if (!(misplaced <= MOST_MISPLACED)) return err({ tag: "poor-fit", readers: count, bins, misplaced });
  return ok({ ...model, logLikelihood, readers: count, bins, misplaced });
}

/** Readers with the same numbers, counted once with their weight. Times are places among the different times, since each needs one logarithm only. */
export interface RepeatGroups {
  readonly repeats: Float64Array;
  readonly times: Float64Array;
  readonly lastAt: Uint32Array;
  readonly until: Uint32Array;
  readonly weights: Float64Array;
}

/** Leaves out what cannot be: negative or missing numbers, a last visit after now or without repeats. */
export function groupsOf(readers: Iterable<RepeatVisits>): RepeatGroups {
  const all = [...readers].filter(
    ({ repeats, lastAt, until }) => Number.isInteger(repeats) && repeats >= 0 && lastAt >= 0 && lastAt <= until && until > 0 && Number.isFinite(until) && (repeats > 0 || lastAt === 0),
  );
  all.sort((a, b) => a.repeats - b.repeats || a.until - b.until || a.lastAt - b.lastAt);
  const distinct: RepeatVisits[] = [];
  const weights: number[] = [];
  for (const reader of all) {
    const last = distinct.length - 1;
    const before = distinct[last];
    if (before?.repeats === reader.repeats && before.until === reader.until && before.lastAt === reader.lastAt) weights[last] = (weights[last] ?? 0) + 1;
    else weights[distinct.push(reader) - 1] = 1;
  }
  const times = new Set(distinct.flatMap(({ lastAt, until }) => [lastAt, until]));
  const places = new Map([...times].map((time, place) => [time, place]));
  return {
    repeats: Float64Array.from(distinct, ({ repeats }) => repeats),
    times: Float64Array.from(times),
    lastAt: Uint32Array.from(distinct, ({ lastAt }) => places.get(lastAt) ?? 0),
    until: Uint32Array.from(distinct, ({ until }) => places.get(until) ?? 0),
    weights: Float64Array.from(weights),
  };
}

/** About so many groups, evenly from all of them. */
function sampleOf(groups: RepeatGroups, size: number): RepeatGroups {
  const step = Math.ceil(groups.weights.length / size);
  const isTaken = (_: number, place: number): boolean => place % step === 0;
  return { times: groups.times, repeats: groups.repeats.filter(isTaken), lastAt: groups.lastAt.filter(isTaken), until: groups.until.filter(isTaken), weights: groups.weights.filter(isTaken) };
}

/** The parameters are positive, so their logarithms are searched; time is measured in its mean, so that one start fits all units. */
function mostLikely(groups: RepeatGroups, count: number): { readonly model: BgNbd; readonly logLikelihood: number } {
  const unit = groups.until.reduce((sum, until, group) => sum + (groups.times[until] ?? 0) * (groups.weights[group] ?? 0), 0) / count;
  const modelAt = ([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]): BgNbd => ({ r: Math.exp(r), alpha: Math.exp(alpha) * unit, a: Math.exp(a), b: Math.exp(b) });
  const searchIn = (within: RepeatGroups, start: readonly number[], limits: SearchLimits): Minimum => {
    const readers = within.weights.reduce((sum, weight) => sum + weight, 0);
    // per reader, so that the tolerance means the same for any library
    return minimize((at) => (at.some((each) => Math.abs(each) > FURTHEST_LOG) ? Number.POSITIVE_INFINITY : -logLikelihoodOf(within, modelAt(at)) / readers), start, limits);
  };
  // the neighbourhood is found among a part of the readers, the place among all
  const coarse = searchIn(sampleOf(groups, COARSE_GROUPS), [0, 0, 0, 0], COARSE);
  const fine = searchIn(groups, coarse.at, FINE);
  return { model: modelAt(fine.at), logLikelihood: -fine.value * count };
}

/**
 * The likelihood of the paper in the form of Fader, Hardie and Lee, "Implementing the BG/NBD model for customer base
 * analysis in Excel" (2005): ln A₁ + ln A₂ + ln(A₃ + A₄). Ratios of gamma functions are sums of logarithms here, exact
 * and cheap because repeats are whole numbers.
 */
export function logLikelihoodOf({ repeats, times, lastAt, until, weights }: RepeatGroups, { r, alpha, a, b }: BgNbd): number {
  const most = repeats[repeats.length - 1] ?? 0;
  const gamma = new Float64Array(most + 1);
  const beta = new Float64Array(most + 1);
  const dropout = new Float64Array(most + 1);
  for (let x = 0; x < most; x++) {
    dropout[x + 1] = Math.log(a / (b + x));
    gamma[x + 1] = (gamma[x] ?? 0) + Math.log(r + x);
    beta[x + 1] = (beta[x] ?? 0) + Math.log((b + x) / (a + b + x));
  }
  const logTimes = times.map((time) => Math.log(alpha + time));
  const start = r * Math.log(alpha);
  let sum = 0;
  for (let group = 0; group < weights.length; group++) {
    const x = repeats[group] ?? 0;
    const still = -(r + x) * (logTimes[until[group] ?? 0] ?? 0);
    let either = still;
    if (x > 0) {
      const gone = (dropout[x] ?? 0) - (r + x) * (logTimes[lastAt[group] ?? 0] ?? 0);
      either = Math.max(still, gone) + Math.log1p(Math.exp(-Math.abs(still - gone)));
    }
    sum += (weights[group] ?? 0) * (start + (gamma[x] ?? 0) + (beta[x] ?? 0) + either);
  }
  return sum;
}

function binsOf({ repeats, times, until, weights }: RepeatGroups, model: BgNbd): readonly RepeatBin[] {
  const most = (BIN_STARTS[BIN_STARTS.length - 1] ?? 0) - 1;
  const binOf = (x: number): number => BIN_STARTS.findLastIndex((start) => start <= x);
  const readersByUntil = new Map<number, number>();
  const actual = BIN_STARTS.map(() => 0);
  const expected = BIN_STARTS.map(() => 0);
  for (let group = 0; group < weights.length; group++) {
    const weight = weights[group] ?? 0;
    const time = times[until[group] ?? 0] ?? 0;
    const bin = binOf(repeats[group] ?? 0);
    actual[bin] = (actual[bin] ?? 0) + weight;
    readersByUntil.set(time, (readersByUntil.get(time) ?? 0) + weight);
  }
  const chances = new Float64Array(most + 1);
  const binOfRepeats = Array.from(chances, (_, x) => binOf(x));
  for (const [time, weight] of readersByUntil) {
    let rest = 1;
    for (const [x, chance] of repeatProbabilities(model, time, most, chances).entries()) {
      const bin = binOfRepeats[x] ?? 0;
      expected[bin] = (expected[bin] ?? 0) + weight * chance;
      rest -= chance;
    }
    const last = expected.length - 1;
    expected[last] = (expected[last] ?? 0) + weight * Math.max(0, rest);
  }
  return BIN_STARTS.map((from, bin) => ({ from, to: (BIN_STARTS[bin + 1] ?? Number.POSITIVE_INFINITY) - 1, actual: actual[bin] ?? 0, expected: expected[bin] ?? 0 }));
}
