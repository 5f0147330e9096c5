/**
 * The path of a reader, potential → actual → loyal 潜在 → 现实 → 忠实, with the day of each step, and how many
 * went a step further in a period. A potential reader is a record without a card.
 */
import { placeBehind } from "../ascending.ts";
import { SERVICE_CODES } from "../breadth.ts";
import type { ReaderUses } from "../uses.ts";
import { firstDay, type LifeHistory, standingOn } from "./life-state.ts";
import type { OpenDays } from "./open-days.ts";

export interface ReaderPath {
  /** Undefined for readers who have left. */
  readonly step: "potential" | "actual" | "loyal" | undefined;
  /** The day of the card; the first use where it is not known. */
  readonly actualOn: number | undefined;
  /** The first day on which the reader was loyal, perhaps no longer now. */
  readonly loyalOn: number | undefined;
}

const YEAR = 365;
export const LOYAL_DAYS = 18;
export const LOYAL_SERVICES = 2;

/**
 * Loyal: 18 days of use and two services in the last 365 days, and with the library for twelve months.
 * @param state of the day, where it is known already
 */
export function pathOn(
  history: LifeHistory,
  uses: ReaderUses,
  day: number,
  state = standingOn(history, day).state,
): ReaderPath {
  if (state === "potential") return { step: "potential", actualOn: undefined, loyalOn: undefined };
  const actualOn = history.facts.hasCard ? firstDay(history, day) : undefined;
  const loyalOn = actualOn === undefined ? undefined : firstLoyalDay(uses, history.open, actualOn + YEAR, day);
  const hasLeft = state === "deceased" || state === "moved" || state === "left";
  return {
    step: hasLeft ? undefined : loyalOn !== undefined && isLoyalOn(uses, history.open, day) ? "loyal" : "actual",
    actualOn,
    loyalOn,
  };
}

/** Conditions can only begin to hold with a use, or on the first day that they may. */
function firstLoyalDay(uses: ReaderUses, open: OpenDays, notBefore: number, day: number): number | undefined {
  if (notBefore > day || uses.to - uses.from < LOYAL_DAYS) return undefined;
  if (isLoyalOn(uses, open, notBefore)) return notBefore;
  const until = placeBehind(uses, day);
  for (let row = placeBehind(uses, notBefore); row < until; row++) {
    const on = uses.days[row] ?? 0;
    // the day counts whole: with all its kinds
    if ((row + 1 === until || uses.days[row + 1] !== on) && isLoyalOn(uses, open, on)) return on;
  }
  return undefined;
}

function isLoyalOn(uses: ReaderUses, open: OpenDays, day: number): boolean {
  const { days, kinds } = uses;
  const until = placeBehind(uses, day);
  if (until - uses.from < LOYAL_DAYS) return false;
  const from = placeBehind(uses, open.knownOn(day) - YEAR);
  if (until - from < LOYAL_DAYS) return false;
  let distinct = 0;
  let seen = 0;
  for (let row = from; row < until; row++) {
    if (row === from || days[row] !== days[row - 1]) distinct++;
    const service = SERVICE_CODES[kinds[row] ?? 0] ?? -1;
    if (service >= 0) seen |= 1 << service;
  }
  return distinct >= LOYAL_DAYS && bitsIn(seen) >= LOYAL_SERVICES;
}

function bitsIn(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

export interface PathStep {
  /** How many could have taken the step in the period. */
  readonly of: number;
  readonly went: number;
}

/** Counts that are brought along. */
export interface PathStepCounts {
  readonly toActual: { of: number; went: number };
  readonly toLoyal: { of: number; went: number };
}

export type MetPath = ReaderPath & {
  /** The day on which the record was made; undefined where it is not known. */
  readonly metOn: number | undefined;
};

/**
 * Steps after the day `from` up to and with `to`. Readers who came with a card at once were never potential and
 * are in the second step only.
 */
export function pathSteps(
  paths: Iterable<MetPath>,
  from: number,
  to: number,
): { readonly toActual: PathStep; readonly toLoyal: PathStep } {
  const counts: PathStepCounts = { toActual: { of: 0, went: 0 }, toLoyal: { of: 0, went: 0 } };
  for (const path of paths) countSteps(counts, path, from, to, 1);
  return counts;
}

/** As `pathSteps`, of one reader. @param times 1, or −1 to take the reader back */
export function countSteps(
  { toActual, toLoyal }: PathStepCounts,
  { actualOn, loyalOn, metOn }: MetPath,
  from: number,
  to: number,
  times: 1 | -1,
): void {
  const wasMet =
    metOn === undefined ? actualOn === undefined : metOn <= to && (actualOn === undefined || metOn < actualOn);
  if (wasMet) take(toActual, actualOn, from, to, times);
  if (actualOn !== undefined && actualOn <= to) take(toLoyal, loyalOn, from, to, times);
}

function take(
  step: { of: number; went: number },
  on: number | undefined,
  from: number,
  to: number,
  times: 1 | -1,
): void {
  if (on !== undefined && on <= from) return;
  step.of += times;
  if (on !== undefined && on <= to) step.went += times;
}
