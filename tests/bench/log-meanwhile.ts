/**
 * What somebody at the desk feels of a long task: quick logs of a reader, one after the other, while it goes on; how
 * long the page was held at most, and what a quick log took in the middle.
 */
import type { Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import { createHand, notSeen, ROW, type Time, TOAST } from "./measure-desk.ts";
import { median, p95 } from "./percentile.ts";
import { traceTasks } from "./task-times.ts";

const GOAL_TASK_MS = 50;
/** Quick logs that stand under Alt and a digit. */
const PRESETS = 5;
/** A person's pace, in milliseconds. */
const PAUSE_MS = 250;

export interface LongTask {
  readonly group: string;
  /** What it is called where it is not there. */
  readonly without: string;
  readonly begin: () => Promise<void>;
  readonly goesOn: () => Promise<boolean>;
}

/** @param page whose search answers, with the probes of paint and of long tasks in it */
export async function logMeanwhile(
  page: Page,
  card: string,
  { group, without, begin, goesOn }: LongTask,
): Promise<{ readonly ms: number; readonly logs: number; readonly figures: readonly Figure[] }> {
  const hand = await createHand(page);
  await page.keyboard.press("Escape");
  await hand.scan(card);
  let logged = 0;
  const log = (sign: "row" | "toast"): Promise<Time> => {
    // what a toast says must differ from what the last one said
    const digit = (logged++ % PRESETS) + 1;
    return hand.press(`Alt+Digit${digit}`, `Digit${digit}`, sign);
  };
  const before = await quickLogs(page, log, async (count) => count < 12);
  await page.evaluate(() => {
    window.longTasks.tasks.length = 0;
  });
  const traced = await traceTasks(page);
  const startedAt = performance.now();
  await begin();
  const during = await quickLogs(page, log, goesOn);
  const ms = performance.now() - startedAt;
  const { count, longestCpuMs } = await traced();
  const tasks = await page.evaluate(() => window.longTasks.tasks);
  const told = (name: string, goal: number, times: readonly Time[], quiet: readonly Time[]): Figure => {
    const seen = times.filter((time) => time !== null);
    return {
      group,
      name,
      value: p95(seen),
      unit: "ms",
      goal,
      note: `p95 of ${seen.length}, p50 ${median(seen).toFixed(0)} ms; p50 without ${without} ${median(quiet.filter((time) => time !== null)).toFixed(0)} ms${notSeen(times)}`,
    };
  };
  return {
    ms,
    logs: during.rows.length + during.toasts.length,
    figures: [
      {
        group,
        name: "longest task of the page meanwhile",
        value: Math.max(0, ...tasks),
        unit: "ms",
        goal: GOAL_TASK_MS,
        note: tasks.length === 0 ? "none of 50 ms or more" : `${tasks.length} of 50 ms or more`,
      },
      {
        group,
        name: "the most processor time of one task",
        value: longestCpuMs,
        unit: "ms",
        goal: GOAL_TASK_MS,
        note: `of ${count} tasks, by the browser's trace; does not depend on what else runs`,
      },
      told(`${ROW.name}, meanwhile`, ROW.goal, during.rows, before.rows),
      told(`${TOAST.name}, meanwhile`, TOAST.goal, during.toasts, before.toasts),
    ],
  };
}

interface QuickLogs {
  readonly rows: readonly Time[];
  readonly toasts: readonly Time[];
}

async function quickLogs(
  page: Page,
  log: (sign: "row" | "toast") => Promise<Time>,
  goesOn: (count: number) => Promise<boolean>,
): Promise<QuickLogs> {
  const rows: Time[] = [];
  const toasts: Time[] = [];
  for (let count = 0; await goesOn(count); count++) {
    const [sign, times] = count % 2 === 0 ? (["row", rows] as const) : (["toast", toasts] as const);
    times.push(await log(sign));
    await page.waitForTimeout(PAUSE_MS);
  }
  return { rows, toasts };
}
