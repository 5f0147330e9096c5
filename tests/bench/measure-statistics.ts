/** The statistics over a large library: the first question, a start, another month, one more log, the fit of expected use, memory. */
import type { Page } from "playwright-core";
import type { DeskPlace } from "./bench-desk.ts";
import type { Figure } from "./figure.ts";
import { installLongTasks } from "./long-tasks.ts";
import { measureMemoryAbove } from "./measure-memory.ts";
import { openProduct } from "./measure-start.ts";
import { median } from "./percentile.ts";
import type { TreeMemory } from "./process-tree.ts";

const GOAL = { coldMs: 1000, afterLogMs: 300, fitMs: 3000, memoryMB: 400, taskMs: 50 } as const;

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

/** The screen itself over the same library: its pages, and the longest list behind a number, scrolled to its end. */
export async function measureStatisticsPage(place: DeskPlace, readers: number): Promise<readonly Figure[]> {
  const { page, close } = await openProduct(place, null, "张", installLongTasks);
  page.setDefaultTimeout(0);
  try {
    await page.waitForFunction(() => window.paintProbe.start.searched !== null);
    // what was found for the first question lies over the screen
    await page.keyboard.press("Escape");
    await page.evaluate(() => {
      window.longTasks.tasks.length = 0;
    });
    await page.keyboard.press("Control+4");
    await page.locator(".five").waitFor();
    for (const [index, sign] of [".coverage, .composition", ".contacts"].entries()) {
      await page
        .locator("nav.tabs a")
        .nth(index + 1)
        .click();
      await page.locator(sign).first().waitFor();
    }
    await page.locator(".contacts button").last().click();
    await page.locator(".grid-row").first().waitFor();
    await page.keyboard.press("Control+End");
    await page.locator(".grid-row[data-active] b").waitFor();
    const tasks = await page.evaluate(() => window.longTasks.tasks);
    return [
      {
        group: `Statistics of ${readers.toLocaleString("en")} readers, the screen`,
        name: "longest task of the page while its pages and a list of nearly all readers are opened",
        value: Math.max(0, ...tasks),
        unit: "ms",
        goal: GOAL.taskMs,
        note: tasks.length === 0 ? "none of 50 ms or more" : `${tasks.length} of 50 ms or more`,
      },
    ];
  } finally {
    await close();
  }
}
