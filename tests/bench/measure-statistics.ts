/** The statistics over a large library: the first question, another month, one more log, and the fit of expected use. */
import type { Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import { median } from "./percentile.ts";

const GOAL = { coldMs: 1000, afterLogMs: 300, fitMs: 3000 } as const;

/** @param page a desk whose readers are there, and whose activities are not */
export async function measureStatistics(page: Page, readers: number, activities: number): Promise<readonly Figure[]> {
  await page.evaluate((count) => window.workbench.fillActivities(count), activities);
  const times = await page.evaluate(() => window.workbench.statisticsTimes());
  const group = `Statistics over ${readers.toLocaleString("en")} readers and ${times.activities.toLocaleString("en")} activities, in the worker`;
  return [
    { group, name: "first question, everything read", value: times.firstMs / 1000, unit: "s", note: "once a session; the overview is in it" },
    { group, name: "the readers' page after it", value: times.pageMs, unit: "ms" },
    { group, name: "all tiles of another month", value: times.coldMs, unit: "ms", goal: GOAL.coldMs, note: "both pages; every reader placed anew, nothing read" },
    {
      group,
      name: "all tiles after one more log",
      value: median(times.afterLogMs),
      unit: "ms",
      goal: GOAL.afterLogMs,
      note: `median of ${times.afterLogMs.length}, slowest ${Math.max(...times.afterLogMs).toFixed(0)} ms`,
    },
    { group, name: "fit of expected use", value: times.fitMs, unit: "ms", goal: GOAL.fitMs, note: `says: ${times.fit}` },
    { group, name: "expected use after one more log", value: times.expectedAfterLogMs, unit: "ms" },
  ];
}
