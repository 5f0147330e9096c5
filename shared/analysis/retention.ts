/**
 * Retention by cohort: of the readers who enrolled in one quarter, the share who used the library in each quarter
 * after it. Readers who left or died stay in their cohort. Only quarters that are over are counted.
 */
import { dayToNumber, numberToDay } from "../kernel/day.ts";
import { countBelow } from "./ascending.ts";
import { type Share, wilson } from "./wilson.ts";

export interface Cohort {
  /** The quarter of the enrolment, as 2026-Q1. */
  readonly quarter: string;
  readonly readers: number;
  /** `kept[n]` = those with a use in the n-th quarter after the enrolment's, from the first on. */
  readonly kept: readonly Share[];
}

export interface CohortMember {
  /** Days since 1970-01-01. */
  readonly enrolledOn: number;
  /** Ascending. */
  readonly useDays: Int32Array;
}

/** @param most quarters after the enrolment's that are looked at */
export function retentionByQuarter(members: Iterable<CohortMember>, day: number, most = 8): readonly Cohort[] {
  const thisQuarter = quarterOf(day);
  const cohorts = new Map<number, { readers: number; kept: number[] }>();
  for (const { enrolledOn, useDays } of members) {
    const quarter = quarterOf(enrolledOn);
    if (!(quarter <= thisQuarter)) continue;
    const over = Math.min(most, Math.max(0, thisQuarter - quarter - 1));
    const cohort = cohorts.get(quarter) ?? { readers: 0, kept: new Array<number>(over).fill(0) };
    cohorts.set(quarter, cohort);
    cohort.readers++;
    for (let after = 1; after <= over; after++) {
      const used = countBelow(useDays, firstDayOf(quarter + after + 1)) - countBelow(useDays, firstDayOf(quarter + after));
      if (used > 0) cohort.kept[after - 1] = (cohort.kept[after - 1] ?? 0) + 1;
    }
  }
  return [...cohorts].sort(([a], [b]) => a - b).map(([quarter, { readers, kept }]) => ({ quarter: nameOf(quarter), readers, kept: kept.flatMap((count) => wilson(count, readers) ?? []) }));
}

/** Quarters since the year 0; NaN for a day that is no number. */
function quarterOf(day: number): number {
  if (!Number.isFinite(day)) return Number.NaN;
  const name = numberToDay(day);
  return Number(name.slice(0, 4)) * 4 + Math.floor((Number(name.slice(5, 7)) - 1) / 3);
}

const firstDayOf = (quarter: number): number => dayToNumber(`${yearOf(quarter)}-${String((quarter % 4) * 3 + 1).padStart(2, "0")}-01`);

const nameOf = (quarter: number): string => `${yearOf(quarter)}-Q${(quarter % 4) + 1}`;

const yearOf = (quarter: number): string => String(Math.floor(quarter / 4)).padStart(4, "0");
