/** The sheet of figures over a large library whose statistics have been asked before. */
import type { Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import { median } from "./percentile.ts";

const MONTH_GOAL_S = 1;
const YEAR_GOAL_S = 4;

export async function measureReports(page: Page, readers: number): Promise<readonly Figure[]> {
  const { monthMs, afterLogMs, yearMs } = await page.evaluate(() => window.workbench.reportTimes());
  const group = `Reports of ${readers.toLocaleString("en")} readers, in the worker`;
  return [
    {
      group,
      name: "first sheet of a month",
      value: monthMs / 1000,
      unit: "s",
      goal: MONTH_GOAL_S,
      note: "the month before and the year before in it; the statistics have counted the months",
    },
    {
      group,
      name: "the same after one more log",
      value: median(afterLogMs),
      unit: "ms",
      note: `median of ${afterLogMs.length}, slowest ${Math.max(...afterLogMs).toFixed(0)} ms`,
    },
    { group, name: "sheet of a year", value: yearMs / 1000, unit: "s", goal: YEAR_GOAL_S, note: "three years" },
  ];
}
