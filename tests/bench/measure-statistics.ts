/**
 * The statistics over a large library: the first question, a start, another month, one more log, the fit of expected
 * use, memory, the screen's tasks.
 */
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { blankBareMemory, enterWorkbench, startBareBrowser } from "./bare-browser.ts";
import { type DeskPlace, startHost } from "./bench-desk.ts";
import type { Figure } from "./figure.ts";
import { openSearched } from "./measure-start.ts";
import { median } from "./percentile.ts";
import { treeMemory } from "./process-tree.ts";
import { traceTasks } from "./task-times.ts";
import type { StatisticsTimes } from "./workbench/statistics.ts";

const GOAL = { coldMs: 1000, afterLogMs: 300, fitMs: 3000, closuresMs: 3000, memoryMB: 400, taskMs: 50 } as const;
/** Long enough for what a start has left to be collected. */
const SETTLE_MS = 10_000;

/** @param page a desk whose readers are there, and whose activities are not */
export async function measureStatistics(page: Page, readers: number, activities: number): Promise<readonly Figure[]> {
  await page.evaluate((count) => window.workbench.fillActivities(count), activities);
  const first = await page.evaluate(() => window.workbench.statisticsStart());
  await page.evaluate(() => window.workbench.statisticsKept());
  await page.reload();
  await page.waitForFunction(() => "workbench" in window);
  const [start, ...others] = await measureStatisticsAgain(page, readers);
  if (start === undefined) return [];
  return [
    {
      group: start.group,
      name: "first question, everything read",
      value: first.ms / 1000,
      unit: "s",
      note: "once, then from the pack; the overview is in it",
    },
    start,
    ...others,
  ];
}

/** The same library on another day: what was kept of it is there. @param page nobody has asked it anything */
export async function measureStatisticsAgain(page: Page, readers: number): Promise<readonly Figure[]> {
  await page.evaluate(() => window.workbench.open({ tag: "member" }));
  const start = await page.evaluate(() => window.workbench.statisticsStart());
  const times = await page.evaluate(() => window.workbench.statisticsTimes());
  const group = groupOf(readers, times);
  return [startFigure(group, start), ...timesFigures(group, times)];
}

const groupOf = (readers: number, { activities }: StatisticsTimes): string =>
  `Statistics over ${readers.toLocaleString("en")} readers and ${activities.toLocaleString("en")} activities and service records, in the worker`;

const startFigure = (group: string, start: { readonly ms: number; readonly rowsRead: number }): Figure => ({
  group,
  name: "first question after a start, from the pack",
  value: start.ms,
  unit: "ms",
  goal: GOAL.coldMs,
  note: `the overview; ${start.rowsRead === 0 ? "no row read" : `${start.rowsRead.toLocaleString("en")} rows read: no pack`}`,
});

const timesFigures = (group: string, times: StatisticsTimes): readonly Figure[] => [
  { group, name: "the other two pages after the first", value: times.pageMs, unit: "ms" },
  {
    group,
    name: "all tiles of the month before",
    value: times.monthMs,
    unit: "ms",
    goal: GOAL.coldMs,
    note: "three pages, from the sums beside the pack",
  },
  {
    group,
    name: "all tiles of a month over a year ago",
    value: times.coldMs,
    unit: "ms",
    goal: GOAL.coldMs,
    note: "three pages; every reader placed anew, nothing read",
  },
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
  {
    group,
    name: "what a year's closures would move",
    value: times.closuresAskedMs,
    unit: "ms",
    goal: GOAL.closuresMs,
    note: "36 days of the last year; nothing is written",
  },
  {
    group,
    name: "the overview after a year's closures are entered",
    value: times.closuresEnteredMs,
    unit: "ms",
    goal: GOAL.closuresMs,
    note: "every reader placed anew by other open days",
  },
];

/**
 * What search and statistics hold after a start, in a browser to which nobody listens: a driver's ear costs about as
 * much again. Without pages of files, so that another browser on the machine changes nothing of it.
 */
export async function measureStatisticsMemory(place: DeskPlace, readers: number): Promise<readonly Figure[]> {
  const blank = await blankBareMemory(join(place.folder, "blank"));
  const host = await startHost(place, null);
  const browser = await startBareBrowser(join(place.folder, "profile"));
  try {
    await enterWorkbench(browser, host.address);
    await browser.evaluate('window.workbench.open({ tag: "member" }).then(() => null)');
    const { rowsRead } = await browser.evaluate<{ readonly rowsRead: number }>("window.workbench.statisticsStart()");
    await wait(SETTLE_MS);
    const desk = treeMemory([browser.pid, host.pid]);
    return [
      {
        group: `Memory with search and statistics of ${readers.toLocaleString("en")} readers`,
        name: "after a start, above a blank page, host included, without pages of files",
        value: desk.ownMB - blank.ownMB,
        unit: "MB",
        goal: GOAL.memoryMB,
        note: `${desk.ownMB.toFixed(0)} MB; blank page ${blank.ownMB.toFixed(0)} MB; ${rowsRead === 0 ? "from the pack" : "no pack"}; nobody listens to the browser`,
      },
    ];
  } finally {
    await browser.close();
    await host.stop();
  }
}

/** The screen itself over the same library: its pages, and the longest list behind a number, scrolled to its end. */
export async function measureStatisticsPage(place: DeskPlace, readers: number): Promise<readonly Figure[]> {
  const { page, close } = await openSearched(place, null);
  page.setDefaultTimeout(0);
  try {
    // what was found for the first question lies over the screen
    await page.keyboard.press("Escape");
    const ended = await traceTasks(page);
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
    const { count, longestCpuMs } = await ended();
    return [
      {
        group: `Statistics of ${readers.toLocaleString("en")} readers, the screen`,
        name: "longest task of the page while its pages and a list of nearly all readers are opened",
        value: longestCpuMs,
        unit: "ms",
        goal: GOAL.taskMs,
        note: `processor time, of ${count.toLocaleString("en")} tasks`,
      },
    ];
  } finally {
    await close();
  }
}
