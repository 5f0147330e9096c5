/**
 * Fits the BG/NBD model to a library's own visits by maximum likelihood, and says how well the model then tells
 * what was seen. With too little to go by, or a poor fit, there is no model and so no number.
 */
import { err, ok, type Result } from "../kernel/result.ts";
import { type BgNbd, type RepeatVisits, repeatProbabilities } from "./bg-nbd.ts";
import { groupsOf, logLikelihoodOf, type RepeatGroups, sampleOf } from "./bg-nbd-likelihood.ts";
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

function binsOf({ repeats, times, weights, readersUntil }: RepeatGroups, model: BgNbd): readonly RepeatBin[] {
  const most = (BIN_STARTS[BIN_STARTS.length - 1] ?? 0) - 1;
  const binOf = (x: number): number => BIN_STARTS.findLastIndex((start) => start <= x);
  const actual = BIN_STARTS.map(() => 0);
  const expected = BIN_STARTS.map(() => 0);
  for (let group = 0; group < weights.length; group++) {
    const bin = binOf(repeats[group] ?? 0);
    actual[bin] = (actual[bin] ?? 0) + (weights[group] ?? 0);
  }
  const chances = new Float64Array(most + 1);
  const binOfRepeats = Array.from(chances, (_, x) => binOf(x));
  for (const [place, weight] of readersUntil.entries()) {
    if (weight === 0) continue;
    let rest = 1;
    for (const [x, chance] of repeatProbabilities(model, times[place] ?? 0, most, chances).entries()) {
      const bin = binOfRepeats[x] ?? 0;
      expected[bin] = (expected[bin] ?? 0) + weight * chance;
      rest -= chance;
    }
    const last = expected.length - 1;
    expected[last] = (expected[last] ?? 0) + weight * Math.max(0, rest);
  }
  return BIN_STARTS.map((from, bin) => ({ from, to: (BIN_STARTS[bin + 1] ?? Number.POSITIVE_INFINITY) - 1, actual: actual[bin] ?? 0, expected: expected[bin] ?? 0 }));
}
