/**
 * The tasks of a page's main thread by Chromium's own trace, with the time that each has had the processor: on a
 * machine that does other things too a task may wait long in its middle, and the page is not to blame.
 */
import type { Page } from "playwright-core";
import * as v from "valibot";

export interface TaskTimes {
  readonly count: number;
  /** The most processor time of one, in milliseconds. */
  readonly longestCpuMs: number;
  /** Of all together. */
  readonly wholeCpuMs: number;
}

const event = v.object({
  name: v.string(),
  pid: v.number(),
  tid: v.number(),
  tdur: v.optional(v.number()),
  args: v.optional(v.record(v.string(), v.unknown())),
});
type TraceEvent = v.InferOutput<typeof event>;
const CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"];
const MAIN = "CrRendererMain";

/** @returns ends the trace */
export async function traceTasks(page: Page): Promise<() => Promise<TaskTimes>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    for (const item of value) {
      const parsed = v.safeParse(event, item);
      if (parsed.success && (parsed.output.name === "thread_name" || parsed.output.name.endsWith("RunTask")))
        events.push(parsed.output);
    }
  });
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: CATEGORIES, recordMode: "recordUntilFull" },
  });
  return async () => {
    const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await complete;
    await session.detach();
    const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
    const mains = new Set(
      events.filter(({ name, args }) => name === "thread_name" && args?.name === MAIN).map(threadOf),
    );
    const times = events.flatMap((one) =>
      one.name.endsWith("RunTask") && mains.has(threadOf(one)) ? [(one.tdur ?? 0) / 1000] : [],
    );
    if (times.length === 0) throw new Error("the trace tells of no task");
    return {
      count: times.length,
      longestCpuMs: times.reduce((a, b) => Math.max(a, b), 0),
      wholeCpuMs: times.reduce((a, b) => a + b, 0),
    };
  };
}
