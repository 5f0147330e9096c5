/**
 * How likely a library's visits are under a model, over readers who are grouped once and asked for with hundreds of
 * parameters.
 */
import { type BgNbd, chancesToLeave, type RepeatVisits } from "./bg-nbd.ts";

/**
 * Readers with the same numbers, counted once with their weight, by ascending repeats. Times are places among the
 * different times, since each needs one logarithm only.
 */
export interface RepeatGroups {
  readonly repeats: Float64Array;
  /** Ascending. */
  readonly times: Float64Array;
  readonly lastAt: Uint32Array;
  readonly until: Uint32Array;
  readonly weights: Float64Array;
  /** The first group of each number of repeats, and the number of all groups behind them; the readers of each. */
  readonly runs: readonly number[];
  readonly readersOfRuns: readonly number[];
  /** Of each time, the readers who are known for as long, and their repeats. */
  readonly readersUntil: Float64Array;
  readonly repeatsUntil: Float64Array;
}

/** Leaves out what cannot be: negative or missing numbers, a last visit after now or without repeats. */
export function groupsOf(readers: Iterable<RepeatVisits>): RepeatGroups {
  const all = [...readers].filter(
    ({ repeats, lastAt, until }) =>
      Number.isInteger(repeats) &&
      repeats >= 0 &&
      lastAt >= 0 &&
      lastAt <= until &&
      until > 0 &&
      Number.isFinite(until) &&
      (repeats > 0 || lastAt === 0),
  );
  const distinct = new Set<number>();
  for (const { lastAt, until } of all) distinct.add(lastAt).add(until);
  const times = Float64Array.from(distinct).sort();
  const places = new Map<number, number>();
  for (const [place, time] of times.entries()) places.set(time, place);
  // one number for the three, by which they are sorted: exact for a hundred visits of ten million readers
  const keys = Float64Array.from(
    all,
    ({ repeats, lastAt, until }) =>
      (repeats * times.length + (places.get(until) ?? 0)) * times.length + (places.get(lastAt) ?? 0),
  ).sort();
  const starts = keys.map((_, place) => place).filter((place) => keys[place] !== keys[place - 1]);
  const ofGroup = (take: (key: number) => number): Float64Array => starts.map((place) => take(keys[place] ?? 0));
  return summedUp({
    repeats: ofGroup((key) => Math.floor(key / times.length / times.length)),
    times,
    lastAt: Uint32Array.from(ofGroup((key) => key % times.length)),
    until: Uint32Array.from(ofGroup((key) => Math.floor(key / times.length) % times.length)),
    weights: starts.map((place, group) => (starts[group + 1] ?? keys.length) - place),
  });
}

type BareGroups = Pick<RepeatGroups, "repeats" | "times" | "lastAt" | "until" | "weights">;

function summedUp(groups: BareGroups): RepeatGroups {
  const { repeats, times, until, weights } = groups;
  const runs: number[] = [];
  const readersOfRuns: number[] = [];
  const readersUntil = new Float64Array(times.length);
  const repeatsUntil = new Float64Array(times.length);
  for (let group = 0; group < weights.length; group++) {
    if (repeats[group] !== repeats[group - 1]) runs.push(group);
    const [time, weight, run] = [until[group] ?? 0, weights[group] ?? 0, runs.length - 1];
    readersOfRuns[run] = (readersOfRuns[run] ?? 0) + weight;
    readersUntil[time] = (readersUntil[time] ?? 0) + weight;
    repeatsUntil[time] = (repeatsUntil[time] ?? 0) + weight * (repeats[group] ?? 0);
  }
  return { ...groups, runs: [...runs, weights.length], readersOfRuns, readersUntil, repeatsUntil };
}

/** About so many groups, evenly from all of them. */
export function sampleOf(groups: RepeatGroups, size: number): RepeatGroups {
  const step = Math.ceil(groups.weights.length / size);
  const isTaken = (_: number, place: number): boolean => place % step === 0;
  return summedUp({
    times: groups.times,
    repeats: groups.repeats.filter(isTaken),
    lastAt: groups.lastAt.filter(isTaken),
    until: groups.until.filter(isTaken),
    weights: groups.weights.filter(isTaken),
  });
}

/**
 * The likelihood of the paper in the form of Fader, Hardie and Lee, "Implementing the BG/NBD model for customer base
 * analysis in Excel" (2005): ln A₁ + ln A₂ + ln(A₃ + A₄), the last as ln A₃ + ln(1 + A₄ / A₃). Ratios of gamma
 * functions are sums of logarithms here, exact and cheap because repeats are whole numbers. MBG/NBD differs by one more
 * chance to leave: B(a, b + x + 1) and a / (b + x) in the place of B(a, b + x) and a / (b + x − 1), for x = 0 as well.
 */
export function logLikelihoodOf(groups: RepeatGroups, { kind, r, alpha, a, b }: BgNbd): number {
  const { repeats, times, runs, readersOfRuns, readersUntil, repeatsUntil } = groups;
  const logTimes = times.map((time) => Math.log(alpha + time));
  const powersOf = createPowers(times, logTimes, r, alpha);
  const start = r * Math.log(alpha);
  let sum = 0;
  for (let time = 0; time < times.length; time++)
    sum -= (r * (readersUntil[time] ?? 0) + (repeatsUntil[time] ?? 0)) * (logTimes[time] ?? 0);
  // ln Γ(r + x) / Γ(r) and ln B(a, b + c) / B(a, b) of c chances to leave
  let gamma = 0;
  let beta = 0;
  let reached = 0;
  let stayed = 0;
  for (let run = 0; run + 1 < runs.length; run++) {
    const [first, next] = [runs[run] ?? 0, runs[run + 1] ?? 0];
    const x = repeats[first] ?? 0;
    const chances = chancesToLeave(kind, x);
    for (; reached < x; reached++) gamma += Math.log(r + reached);
    for (; stayed < chances; stayed++) beta += Math.log((b + stayed) / (a + b + stayed));
    sum += (readersOfRuns[run] ?? 0) * (start + gamma + beta);
    if (chances === 0) continue;
    // groups with as many repeats share one table of powers, where they are more than its places
    const powers = next - first > times.length ? powersOf(x) : null;
    sum += sumOfOdds(groups, first, next, a / (b + chances - 1), powers ?? logTimes, powers === null ? r + x : 0);
  }
  return sum;
}

/**
 * (α + t)^(r + x) of each time, but for a factor; null where a number would not hold them. To be asked with ascending
 * x: the next answer takes the place of the last one.
 */
function createPowers(
  times: Float64Array,
  logTimes: Float64Array,
  r: number,
  alpha: number,
): (x: number) => Float64Array | null {
  const longest = alpha + (times[times.length - 1] ?? 0);
  const spread = Math.log(longest) - (logTimes[0] ?? 0);
  const shares = times.map((time) => (alpha + time) / longest);
  const powers = logTimes.map((log) => Math.exp(r * (log - Math.log(longest))));
  let reached = 0;
  return (x) => {
    if (!((r + x) * spread < MOST_EXPONENT)) return null;
    for (; reached < x; reached++)
      for (let place = 0; place < powers.length; place++) powers[place] = (powers[place] ?? 0) * (shares[place] ?? 0);
    return powers;
  };
}

/** e to this is far from what a number can hold. */
const MOST_EXPONENT = 500;
/** A product and one more factor that is no greater still fit; beside greater odds 1 is nothing. */
const MOST_PRODUCT = 1e150;

/**
 * Σ weight · ln(1 + A₄ / A₃) of the groups from `first` up to `next`: of single readers the product is made first, for
 * a logarithm costs as much as all else.
 * @param ofTimes powers of the times, or with an exponent their logarithms
 */
function sumOfOdds(
  { lastAt, until, weights }: RepeatGroups,
  first: number,
  next: number,
  factor: number,
  ofTimes: Float64Array,
  exponent: number,
): number {
  let sum = 0;
  let product = 1;
  for (let group = first; group < next; group++) {
    const now = ofTimes[until[group] ?? 0] ?? 0;
    const then = ofTimes[lastAt[group] ?? 0] ?? 0;
    const weight = weights[group] ?? 0;
    const odds = factor * (exponent === 0 ? now / then : Math.exp(exponent * (now - then)));
    if (odds >= MOST_PRODUCT)
      sum += weight * (Math.log(factor) + (exponent === 0 ? Math.log(now / then) : exponent * (now - then)));
    else if (weight === 1) product *= 1 + odds;
    else sum += weight * Math.log1p(odds);
    if (product > MOST_PRODUCT) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return sum + Math.log(product);
}
