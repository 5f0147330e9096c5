/**
 * Fits a model to a library's own visits by maximum likelihood. A fit takes its time and goes in steps, between which
 * whoever runs it may do something else.
 */
import type { BgNbd, BgNbdKind, RepeatVisits } from "./bg-nbd.ts";
import { groupsOf, logLikelihoodOf, type RepeatGroups, sampleOf } from "./bg-nbd-likelihood.ts";
import { descending, type Minimum, type SearchLimits } from "./nelder-mead.ts";

export interface BgNbdFit {
  readonly model: BgNbd;
  readonly logLikelihood: number;
}

/** Logarithms beyond are no estimates any more: the likelihood is flat there. */
const FURTHEST_LOG = 15;
const COARSE = { step: 0.5, tolerance: 1e-3, mostSteps: 1500 };
const FINE = { step: 0.1, tolerance: 1e-7, mostSteps: 1500 };
const COARSE_GROUPS = 10_000;

/**
 * The parameters are positive, so their logarithms are searched; time is measured in its mean, so that one start fits
 * all units.
 * @param readers numbers that cannot be are left out; of nobody the parameters mean nothing
 */
export function* fitting(readers: Iterable<RepeatVisits>, kind: BgNbdKind): Generator<undefined, BgNbdFit> {
  const groups = groupsOf(readers);
  yield;
  const count = Math.max(1, readersOf(groups));
  const unit =
    groups.until.reduce((sum, until, group) => sum + (groups.times[until] ?? 0) * (groups.weights[group] ?? 0), 0) /
      count || 1;
  const modelAt = ([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]): BgNbd => ({
    kind,
    r: Math.exp(r),
    alpha: Math.exp(alpha) * unit,
    a: Math.exp(a),
    b: Math.exp(b),
  });
  const searchIn = (
    within: RepeatGroups,
    start: readonly number[],
    limits: SearchLimits,
  ): Generator<undefined, Minimum> => {
    const size = Math.max(1, readersOf(within));
    // per reader, so that the tolerance means the same for any library
    return descending(
      (at) =>
        at.some((each) => Math.abs(each) > FURTHEST_LOG)
          ? Number.POSITIVE_INFINITY
          : -logLikelihoodOf(within, modelAt(at)) / size,
      start,
      limits,
    );
  };
  // the neighbourhood is found among a part of the readers, the place among all
  const coarse = yield* searchIn(sampleOf(groups, COARSE_GROUPS), [0, 0, 0, 0], COARSE);
  const fine = yield* searchIn(groups, coarse.at, FINE);
  return { model: modelAt(fine.at), logLikelihood: -fine.value * count };
}

const readersOf = ({ weights }: RepeatGroups): number => weights.reduce((sum, weight) => sum + weight, 0);
