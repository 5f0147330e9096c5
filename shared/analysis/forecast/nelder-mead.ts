/**
 * The lowest point of a function of a few variables, without derivatives: Nelder and Mead, "A simplex method for
 * function minimization", The Computer Journal 7 (1965), with the coefficients of that paper. Its own file because
 * this folder takes no packages, and the one small package there is (fmin) has not been kept since 2017.
 */

export interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
  /** Whether the simplex became as small as asked before the steps were used up. */
  readonly converged: boolean;
}

interface Corner {
  readonly at: readonly number[];
  readonly value: number;
}

export interface SearchLimits {
  /** Length of the first simplex along each axis. */
  readonly step: number;
  /** The search ends when no corner is further than this from the best one, in value and on each axis. */
  readonly tolerance: number;
  readonly mostSteps: number;
}

const REFLECT = 1;
const EXPAND = 2;
const CONTRACT = 0.5;
const SHRINK = 0.5;

/**
 * Stops after each step, since many of them take long.
 * @param height may be infinite where the function is not defined, but not at the start
 */
export function* descending(
  height: (at: readonly number[]) => number,
  start: readonly number[],
  { step, tolerance, mostSteps }: SearchLimits,
): Generator<undefined, Minimum> {
  const corner = (at: readonly number[]): Corner => ({ at, value: height(at) });
  let corners = [
    corner(start),
    ...start.map((_, axis) => corner(start.map((value, index) => (index === axis ? value + step : value)))),
  ].sort(byValue);
  for (let steps = 0; steps < mostSteps; steps++) {
    const best = first(corners);
    if (
      corners.every(
        ({ at, value }) =>
          value - best.value <= tolerance &&
          at.every((each, axis) => Math.abs(each - (best.at[axis] ?? 0)) <= tolerance),
      )
    )
      return { ...best, converged: true };
    corners = next(corners, corner).sort(byValue);
    yield;
  }
  return { ...first(corners), converged: false };
}

const byValue = (a: Corner, b: Corner): number => a.value - b.value || 0;

const first = (corners: readonly Corner[]): Corner => corners[0] ?? { at: [], value: Number.POSITIVE_INFINITY };

/** One step: the worst corner moves through the middle of the others, or all draw nearer to the best. */
function next(corners: readonly Corner[], corner: (at: readonly number[]) => Corner): Corner[] {
  const others = corners.slice(0, -1);
  const best = first(corners);
  const worst = corners[corners.length - 1] ?? best;
  const second = others[others.length - 1] ?? best;
  const middle = best.at.map((_, axis) => others.reduce((sum, { at }) => sum + (at[axis] ?? 0), 0) / others.length);
  const along = (factor: number): Corner =>
    corner(middle.map((value, axis) => value + factor * (value - (worst.at[axis] ?? 0))));
  const reflected = along(REFLECT);
  if (reflected.value < best.value) {
    const expanded = along(EXPAND);
    return [...others, expanded.value < reflected.value ? expanded : reflected];
  }
  if (reflected.value < second.value) return [...others, reflected];
  const contracted = along(reflected.value < worst.value ? CONTRACT : -CONTRACT);
  if (contracted.value < Math.min(reflected.value, worst.value)) return [...others, contracted];
  return [
    best,
    ...corners
      .slice(1)
      .map(({ at }) => corner(at.map((value, axis) => (best.at[axis] ?? 0) + SHRINK * (value - (best.at[axis] ?? 0))))),
  ];
}
