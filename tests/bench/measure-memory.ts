/**
 * What the desk holds in memory above a blank page of the same browser: started anew with a whole library
 * open, and, apart from that, in the session that has just imported it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type DeskPlace, startBrowser } from "./bench-desk.ts";
import type { Figure } from "./figure.ts";
import { openSearched } from "./measure-start.ts";
import { type TreeMemory, treeMemory } from "./process-tree.ts";

/** Long enough for a first collection of what the start has left. */
const SETTLE_MS = 10_000;
const GOAL_MB = 250;
const GROUP = "Memory";

export async function measureMemory(place: DeskPlace, blank: TreeMemory): Promise<readonly Figure[]> {
  const { host, browser, close } = await openSearched(place, null);
  await wait(SETTLE_MS);
  const desk = treeMemory([browser.pid ?? 0, host.pid]);
  const alone = treeMemory([host.pid]);
  await close();
  return [
    aboveBlank("started anew, search index loaded", desk, blank, { goal: GOAL_MB }),
    {
      group: GROUP,
      name: "the same, RSS",
      value: desk.rssMB - blank.rssMB,
      unit: "MB",
      note: `${desk.rssMB.toFixed(0)} MB; blank page ${blank.rssMB.toFixed(0)} MB; counts shared pages once per process`,
    },
    {
      group: GROUP,
      name: "of that, the host, PSS",
      value: alone.pssMB,
      unit: "MB",
      note: `RSS ${alone.rssMB.toFixed(0)} MB`,
    },
  ];
}

/** Of a session that has just been busy. @param roots its browser and its host */
export async function measureMemoryAfter(
  what: string,
  roots: readonly number[],
  blank: TreeMemory,
): Promise<readonly Figure[]> {
  await wait(SETTLE_MS);
  return [aboveBlank(what, treeMemory(roots), blank, {})];
}

const aboveBlank = (what: string, desk: TreeMemory, blank: TreeMemory, goal: Pick<Figure, "goal">): Figure => ({
  group: GROUP,
  name: `${what}, above a blank page, PSS`,
  value: desk.pssMB - blank.pssMB,
  unit: "MB",
  ...goal,
  note: `${desk.pssMB.toFixed(0)} MB, host included; blank page ${blank.pssMB.toFixed(0)} MB`,
});

export async function blankMemory(): Promise<TreeMemory> {
  const profile = mkdtempSync(join(tmpdir(), "reader-desk-blank-"));
  const { context, pid, close } = await startBrowser(profile, null);
  try {
    const page = await context.newPage();
    await page.goto("about:blank");
    await wait(SETTLE_MS / 2);
    return treeMemory([pid ?? 0]);
  } finally {
    await close();
    rmSync(profile, { recursive: true, force: true });
  }
}
