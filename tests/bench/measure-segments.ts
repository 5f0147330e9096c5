/** The count of a segment, and of whom an outreach to one contacts, over a large library whose statistics have been asked before. */
import type { Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import { median, p95 } from "./percentile.ts";

const FIRST_GOAL_MS = 1000;
const COUNT_GOAL_MS = 300;
const WATERFALL_GOAL_MS = 500;

export async function measureSegments(page: Page, readers: number): Promise<readonly Figure[]> {
  const { members, firstMs, countMs, afterLogMs } = await page.evaluate(() => window.workbench.segmentTimes());
  const outreach = await page.evaluate(() => window.workbench.outreachTimes());
  const of = `${outreach.group.toLocaleString("en")} readers of a segment, ${outreach.told.toLocaleString("en")} contacted`;
  const group = `Segments of ${readers.toLocaleString("en")} readers, in the worker`;
  return [
    {
      group,
      name: "first count",
      value: firstMs,
      unit: "ms",
      goal: FIRST_GOAL_MS,
      note: `six rows in three groups, ${members.toLocaleString("en")} found; no row is read`,
    },
    {
      group,
      name: "count after a row was changed",
      value: p95(countMs),
      unit: "ms",
      goal: COUNT_GOAL_MS,
      note: `p95 of ${countMs.length}, p50 ${median(countMs).toFixed(0)} ms; each row counted alone, twenty explained`,
    },
    {
      group,
      name: "count after one more log",
      value: median(afterLogMs),
      unit: "ms",
      goal: COUNT_GOAL_MS,
      note: `median of ${afterLogMs.length}, slowest ${Math.max(...afterLogMs).toFixed(0)} ms`,
    },
    {
      group,
      name: "who is contacted, and why others are not",
      value: outreach.firstMs,
      unit: "ms",
      goal: WATERFALL_GOAL_MS,
      note: `${of}; their records are read`,
    },
    {
      group,
      name: "the same after a channel was changed",
      value: median(outreach.againMs),
      unit: "ms",
      goal: WATERFALL_GOAL_MS,
      note: `median of ${outreach.againMs.length}, slowest ${Math.max(...outreach.againMs).toFixed(0)} ms`,
    },
  ];
}
