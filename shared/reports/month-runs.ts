/** Months that follow each other, told as from one to another. */
import { monthBack } from "../kernel/month.ts";

export interface MonthRun {
  /** YYYY-MM, both included. */
  readonly from: string;
  readonly to: string;
}

/** @param months ascending, each once */
export function monthRuns(months: readonly string[]): readonly MonthRun[] {
  const runs: MonthRun[] = [];
  for (const month of months) {
    const last = runs.at(-1);
    if (last !== undefined && monthBack(month, 1) === last.to) runs[runs.length - 1] = { from: last.from, to: month };
    else runs.push({ from: month, to: month });
  }
  return runs;
}
