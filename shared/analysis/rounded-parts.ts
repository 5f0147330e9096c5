/**
 * Parts of a whole, rounded so that what is shown adds up to the rounded whole: what rounding leaves over goes to the
 * parts that lost most by it (largest remainder, Hare and Niemeyer). No part is off by a step or more.
 */

/**
 * @param parts may be negative; they add up to `whole`, but for the last digits of a float
 * @param step of the last digit shown: 1, 0.1, 0.01
 */
export function roundedParts(
  parts: readonly number[],
  step = 1,
  whole = parts.reduce((sum, part) => sum + part, 0),
): readonly number[] {
  const steps = parts.map((part) => part / step);
  const floors = steps.map((part) => Math.floor(part + NOISE));
  const left = Math.round(whole / step) - floors.reduce((sum, part) => sum + part, 0);
  const byRemainder = steps
    .map((part, place) => ({ place, remainder: part - (floors[place] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.place - b.place);
  const raised = new Set(byRemainder.slice(0, Math.max(0, left)).map(({ place }) => place));
  return floors.map((part, place) => (part + Number(raised.has(place))) * step);
}

/** Below what a float can tell. */
const NOISE = 1e-9;
