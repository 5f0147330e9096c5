/**
 * Where readers belonged before their branch closed. Held as one text: all whom one closing moved have the same, so
 * that a column of it has few values and what follows from it is worked out once for them all.
 */
import { dayToNumber, isDay } from "#shared/kernel/day.ts";
import type { Reader } from "#shared/model/reader.ts";

export interface FormerBranch {
  readonly branch: string;
  /** The last day there. */
  readonly until: string;
  /** The same, in days since 1970-01-01. */
  readonly untilDay: number;
}

export function formerBranchesText(former: Reader["formerBranches"]): string | undefined {
  const pairs = Object.entries(former ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? undefined : JSON.stringify(pairs);
}

/** The earliest first; a day that is none says nothing. */
export function parseFormerBranches(text: string): readonly FormerBranch[] {
  const pairs = JSON.parse(text) as readonly (readonly [string, string])[]; // written only above
  return pairs
    .filter(([until]) => isDay(until))
    .map(([until, branch]) => ({ branch, until, untilDay: dayToNumber(until) }));
}

/** @returns where somebody belonged on a day, YYYY-MM-DD */
export function createBranchOn(): (
  facts: { readonly branch: string | undefined; readonly formerBranches: string | undefined },
  day: string,
) => string | undefined {
  const parsed = new Map<string, readonly FormerBranch[]>();
  return ({ branch, formerBranches }, day) => {
    if (formerBranches === undefined) return branch;
    const known = parsed.get(formerBranches) ?? parseFormerBranches(formerBranches);
    parsed.set(formerBranches, known);
    return known.find(({ until }) => day <= until)?.branch ?? branch;
  };
}
