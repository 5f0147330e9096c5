/** The search itself: what the worker needs for an answer, the way there and back included. */
import type { Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import { median, p95 as ninetyFifth } from "./percentile.ts";

export async function measureSearch(page: Page, goalMs: number): Promise<readonly Figure[]> {
  const { readers } = await page.evaluate(() => window.workbench.searchReady());
  // the first pass warms the code, as a morning at the desk does
  await page.evaluate(() => window.workbench.searchTimes());
  const { byQuery } = await page.evaluate(() => window.workbench.searchTimes());
  const times = byQuery.map(({ ms }) => ms);
  const slowest = byQuery.reduce((a, b) => (b.ms > a.ms ? b : a));
  const group = `Search over ${readers.toLocaleString("en")} readers, in the worker`;
  return [
    {
      group,
      name: "answer, p50",
      value: median(times),
      unit: "ms",
      note: `${times.length} questions: cards, names, parts, initials, pinyin, phone tails`,
    },
    {
      group,
      name: "answer, p95",
      value: ninetyFifth(times),
      unit: "ms",
      goal: goalMs,
      note: `slowest ${slowest.ms.toFixed(1)} ms, “${/^\p{Script=Han}|^[a-z]/u.test(slowest.text) ? slowest.text : "digits"}” with ${slowest.total} found`,
    },
  ];
}
