/**
 * Processor time of an act at the desk: what browser, page, worker and host use together for a quick log and for a
 * scan with its digits, less what the same time costs when nobody touches anything. Nothing waits in the page for an
 * act to end, since that would be counted too: each has the pause of a quick person, and at the end all must stand.
 */
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { rowsOf } from "../e2e/desk-page.ts";
import { type DeskPlace, FOUND, openWorkbench, startBrowser, startHost } from "./bench-desk.ts";
import type { Figure } from "./figure.ts";
import { timeLoops } from "./fixed-loop.ts";
import { PACE_MS, scanBurst } from "./measure-desk.ts";
import { openProduct } from "./measure-start.ts";
import { treeCpuMs } from "./process-tree.ts";
import type { Sample } from "./workbench/workbench.ts";

const READERS = 2_000;
const ACTS = 200;
/**
 * After a start screens are warmed, lists counted, the day's round made: measured is only once so much time passes with
 * hardly any work.
 */
const QUIET = { overMs: 3_000, shareOfCore: 0.03, withinMs: 180_000 } as const;
const GOAL = { log: 70, scan: 130 } as const;
/** How long nobody touches anything, in milliseconds. */
const IDLE_MS = 40_000;
const group = "Processor time of an act";

export async function measureActs(place: DeskPlace, say: (line: string) => void): Promise<readonly Figure[]> {
  const { sample, loopMs } = await prepare(place);
  const { host, browser, page, close } = await openProduct(place, null, null);
  try {
    const roots = [host.pid, browser.pid ?? 0];
    /** All acts and what they leave to do, until the desk is at rest again. */
    const spent = async (act: (at: number) => Promise<unknown>): Promise<Spent> => {
      await untilQuiet(roots);
      const [before, startedAt] = [treeCpuMs(roots), performance.now()];
      for (let at = 0; at < ACTS; at++) {
        const pause = wait(PACE_MS);
        await act(at);
        await pause;
      }
      await untilQuiet(roots);
      return { cpuMs: treeCpuMs(roots) - before, overMs: performance.now() - startedAt };
    };
    const session = await page.context().newCDPSession(page);
    const scan = (at: number): Promise<void> => scanBurst(session, sample[at % sample.length]?.card ?? "");
    // once each before, for the compiler
    for (let at = 0; at < 5; at++) {
      await scan(at);
      await wait(PACE_MS);
      await page.keyboard.press("Alt+Digit1");
      await wait(PACE_MS);
    }
    say(`${ACTS} scans…`);
    const scans = await spent(scan);
    await page.locator(".who h1").waitFor();
    say(`${ACTS} quick logs…`);
    const logged = await contacts(page);
    const logs = await spent((at) => page.keyboard.press(`Alt+Digit${(at % 5) + 1}`));
    const stand = (await contacts(page)) - logged;
    if (stand !== ACTS) throw new Error(`${stand} of ${ACTS} quick logs stand`);
    await untilQuiet(roots);
    const before = treeCpuMs(roots);
    await wait(IDLE_MS);
    const idleShare = (treeCpuMs(roots) - before) / IDLE_MS;
    const told = (name: string, { cpuMs, overMs }: Spent, goal: number): Figure => {
      const ms = (cpuMs - idleShare * overMs) / ACTS;
      return {
        group,
        name,
        value: ms,
        unit: "ms",
        goal,
        note: `${(ms / loopMs).toFixed(2)} of the fixed loop (${loopMs.toFixed(0)} ms); at rest the desk takes ${(idleShare * 100).toFixed(1)} % of a core; ${ACTS} acts, one in ${PACE_MS} ms, drawn by software`,
      };
    };
    return [told("a scan with its digits", scans, GOAL.scan), told("a quick log", logs, GOAL.log)];
  } finally {
    await close();
  }
}

interface Spent {
  readonly cpuMs: number;
  readonly overMs: number;
}

async function untilQuiet(roots: readonly number[]): Promise<void> {
  for (const startedAt = performance.now(); performance.now() - startedAt < QUIET.withinMs; ) {
    const before = treeCpuMs(roots);
    await wait(QUIET.overMs);
    if (treeCpuMs(roots) - before < QUIET.overMs * QUIET.shareOfCore) return;
  }
  throw new Error("the desk does not come to rest");
}

const contacts = async (page: Page): Promise<number> => (await rowsOf(page, "interaction")).length;

async function prepare(place: DeskPlace): Promise<{ readonly sample: readonly Sample[]; readonly loopMs: number }> {
  const host = await startHost(place, null);
  const browser = await startBrowser(join(place.folder, "profile"), null);
  try {
    const page = await openWorkbench(browser.context, host.address);
    await page.evaluate((way) => window.workbench.open(way), FOUND);
    await page.evaluate((count) => window.workbench.importReaders(count), READERS);
    await page.evaluate(() => window.workbench.fillContacts());
    return {
      sample: await page.evaluate((count) => window.workbench.sample(count), ACTS),
      loopMs: (await timeLoops(browser.context, null)).page,
    };
  } finally {
    await browser.close();
    await host.stop();
  }
}
