/** The statistics over a large library: the first question, a start, another month, one more log, the fit of expected use, memory. */
import type { Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import { measureMemoryAbove } from "./measure-memory.ts";
import { median } from "./percentile.ts";
import type { TreeMemory } from "./process-tree.ts";

const GOAL = { coldMs: 1000, afterLogMs: 300, fitMs: 3000, memoryMB: 400 } as const;

/**
 * @param page a desk whose readers are there, and whose activities are not
 * @param roots its browser and its host
 * @param blank what a blank page takes; null where it cannot be read
 */
export async function measureStatistics(page: Page, readers: number, activities: number, roots: readonly number[], blank: TreeMemory | null): Promise<readonly Figure[]> {
  await page.evaluate((count) => window.workbench.fillActivities(count), activities);
  const times = await page.evaluate(() => window.workbench.statisticsTimes());
  await page.evaluate(() => window.workbench.statisticsKept());
  await page.reload();
  await page.waitForFunction(() => "workbench" in window);
  await page.evaluate(() => window.workbench.open({ tag: "member" }));
  const start = await page.evaluate(() => window.workbench.statisticsStart());
  const group = `Statistics over ${readers.toLocaleString("en")} readers and ${times.activities.toLocaleString("en")} activities and service records, in the worker`;
  return [
    { group, name: "first question, everything read", value: times.firstMs / 1000, unit: "s", note: "once, then from the pack; the overview is in it" },
    {
      group,
      name: "first question after a start, from the pack",
      value: start.ms,
      unit: "ms",
      goal: GOAL.coldMs,
      note: `the overview; ${start.rowsRead === 0 ? "no row read" : `${start.rowsRead.toLocaleString("en")} rows read: no pack`}`,
    },
    { group, name: "the other two pages after the first", value: times.pageMs, unit: "ms" },
    { group, name: "all tiles of another month", value: times.coldMs, unit: "ms", goal: GOAL.coldMs, note: "three pages; every reader placed anew, nothing read" },
    {
      group,
      name: "all tiles after one more log",
      value: median(times.afterLogMs),
      unit: "ms",
      goal: GOAL.afterLogMs,
      note: `three pages; median of ${times.afterLogMs.length}, slowest ${Math.max(...times.afterLogMs).toFixed(0)} ms`,
    },
    { group, name: "fit of expected use", value: times.fitMs, unit: "ms", goal: GOAL.fitMs, note: `says: ${times.fit}` },
    { group, name: "expected use after one more log", value: times.expectedAfterLogMs, unit: "ms" },
    ...(blank === null ? [] : await measureMemoryAbove(group, "memory with search and statistics", roots, blank, GOAL.memoryMB)),
  ];
}
