/**
 * The first days of a desk after an update. A browser keeps compiled code of what ran at a start before, and hands it
 * out from the third start on; until then each act compiles its own. What a desk does on all other days is measured on
 * the profile that this leaves.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { DeskPlace } from "./bench-desk.ts";
import type { Figure } from "./figure.ts";
import {
  type ActTimes,
  CARD,
  createHand,
  moduleTimes,
  notSeen,
  paletteTimes,
  ROW,
  scanAndLog,
  TOAST,
} from "./measure-desk.ts";
import { openSearched } from "./measure-start.ts";
import type { SlowMachine } from "./slow-machine.ts";
import type { Sample } from "./workbench/workbench.ts";

/** Each is scanned and logged once. */
const DAY_READERS = 10;
/** Of both days. */
export const FIRST_DAYS_READERS = 2 * DAY_READERS;
const COMPILED = join("Default", "Code Cache");
/** What the browser keeps is written behind the scenes. */
const KEPT_MS = 3_000;

/** @param readers `FIRST_DAYS_READERS` of them */
export async function measureFirstDays(
  place: DeskPlace,
  slow: SlowMachine | null,
  readers: readonly Sample[],
): Promise<readonly Figure[]> {
  rmSync(join(place.folder, "profile", COMPILED), { recursive: true, force: true });
  const first = await workADay(place, slow, readers.slice(0, DAY_READERS));
  // nothing is told of the second, which at full speed is soon over
  await workADay(place, null, readers.slice(DAY_READERS));
  const group = "First day after an update, nothing kept compiled";
  const slowest = (name: string, times: ActTimes[keyof ActTimes]): Figure => {
    const seen = times.filter((time) => time !== null);
    return { group, name, value: Math.max(...seen), unit: "ms", note: `slowest of ${seen.length}${notSeen(times)}` };
  };
  return [
    { group, name: "navigation → scan box painted and usable", value: first.startMs, unit: "ms" },
    slowest(CARD.name, first.times.cards),
    slowest(ROW.name, first.times.rows),
    slowest(TOAST.name, first.times.toasts),
  ];
}

async function workADay(
  place: DeskPlace,
  slow: SlowMachine | null,
  readers: readonly Sample[],
): Promise<{ readonly startMs: number; readonly times: ActTimes }> {
  const { page, close } = await openSearched(place, slow);
  const startMs = (await page.evaluate(() => window.paintProbe.start.usable)) ?? Number.NaN;
  const hand = await createHand(page);
  const times = await scanAndLog(page, hand, readers);
  await paletteTimes(page, hand);
  await moduleTimes(page, hand);
  await wait(KEPT_MS);
  await close();
  return { startMs, times };
}
