/**
 * The list of the library system, taken over again: every reader is there, some have another telephone number. First
 * alone, by the processor time of browser, page, worker and host together, which a machine that does other things too
 * hardly changes; then by itself in an open desk, where a person goes on logging.
 */
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type DeskPlace, FOUND, openWorkbench, startBrowser, startHost } from "./bench-desk.ts";
import type { Figure } from "./figure.ts";
import { loopCpuMs } from "./fixed-loop.ts";
import { logMeanwhile } from "./log-meanwhile.ts";
import { installLongTasks } from "./long-tasks.ts";
import { openSearched } from "./measure-start.ts";
import { treeCpuMs } from "./process-tree.ts";
import { readersCsv } from "./workbench/readers-csv.ts";

const CHANGED = 500;
const GOAL_S = 10;
/** So long a file has to stand still. */
const STILL_MS = 10_000;
/** Of one alone, the slowest log would be the p95. */
const TIMES = 2;
const TAKEN = "读者已从业务系统更新";
const TAKEN_WITHIN_MS = 300_000;

export async function measureRefresh(
  place: DeskPlace,
  readers: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const group = `Refresh of ${readers.toLocaleString("en")} readers, ${CHANGED} of them changed`;
  const lists = join(place.folder, "lists");
  mkdirSync(lists, { recursive: true });
  const alone = await takeAlone(place, lists, readers, say);
  const { newest, card } = alone;
  say("The same while somebody works…");
  const busy = await takeBusy(place, { group, lists, newest: newest + 1, card }, readers);
  const told = (name: string, cpuMs: number, more: Partial<Figure> = {}): Figure => ({
    group,
    name,
    value: cpuMs / 1000,
    unit: "s",
    ...more,
  });
  return [
    told("processor time", alone.lookCpuMs + alone.takeCpuMs, {
      goal: GOAL_S,
      note: `${((alone.lookCpuMs + alone.takeCpuMs) / alone.loopMs).toFixed(0)} times the fixed loop, which had ${alone.loopMs.toFixed(0)} ms of the processor; ${(alone.ms / 1000).toFixed(1)} s by the clock`,
    }),
    told("of that, found, read, checked, and who is missing", alone.lookCpuMs),
    told("of that, written and journaled", alone.takeCpuMs),
    ...busy,
  ];
}

interface Alone {
  readonly lookCpuMs: number;
  readonly takeCpuMs: number;
  readonly ms: number;
  readonly loopMs: number;
  /** The number of the list that was put there last. */
  readonly newest: number;
  /** Of somebody. */
  readonly card: string;
}

async function takeAlone(
  place: DeskPlace,
  lists: string,
  readers: number,
  say: (line: string) => void,
): Promise<Alone> {
  const host = await startHost(place, null);
  const browser = await startBrowser(join(place.folder, "profile"), null);
  try {
    const page = await openWorkbench(browser.context, host.address);
    page.setDefaultTimeout(0);
    await page.evaluate((way) => window.workbench.open(way), FOUND);
    say(`A library of ${readers.toLocaleString("en")} readers, and its list once more…`);
    await page.evaluate((count) => window.workbench.importReaders(count, true), readers);
    putList(lists, readersCsv(readers, CHANGED), 1);
    await page.evaluate((path) => window.workbench.nameReaders(path), lists);
    await page.evaluate(() => window.workbench.readersStand());
    const roots = [host.pid, browser.pid ?? 0];
    const loopMs = await loopCpuMs(browser.context, () => treeCpuMs(roots));
    const startedAt = performance.now();
    const before = treeCpuMs(roots);
    const found = await page.evaluate(() => window.workbench.lookAtReaders());
    const between = treeCpuMs(roots);
    if (found.update !== CHANGED || found.same !== readers - CHANGED)
      throw new Error(`the list is another one: ${JSON.stringify(found)}`);
    await page.evaluate(() => window.workbench.takeReaders());
    return {
      lookCpuMs: between - before,
      takeCpuMs: treeCpuMs(roots) - between,
      ms: performance.now() - startedAt,
      loopMs,
      newest: 1,
      card: (await page.evaluate(() => window.workbench.sample(1)))[0]?.card ?? "",
    };
  } finally {
    await browser.close();
    await host.stop();
  }
}

/** By itself: the numbers of before come again, so that as much has changed. */
async function takeBusy(
  place: DeskPlace,
  { group, lists, newest, card }: { group: string; lists: string; newest: number; card: string },
  readers: number,
): Promise<readonly Figure[]> {
  const { page, close } = await openSearched(place, null, installLongTasks);
  try {
    let [taken, failure]: [number, unknown] = [0, null];
    /** Nobody logs while the file has only to stand still: such logs would thin out the others. */
    const put = async (): Promise<void> => {
      putList(lists, readersCsv(readers, taken % 2 === 0 ? 0 : CHANGED), newest + taken);
      await wait(STILL_MS);
      // looked for in every frame: the toast of a log follows upon it at once
      page.waitForFunction(isSaid, TAKEN, { timeout: TAKEN_WITHIN_MS }).then(
        () => taken++,
        (error) => {
          failure = error;
        },
      );
    };
    let puts = 0;
    const { ms, logs, figures } = await logMeanwhile(page, card, {
      group,
      without: "a refresh",
      begin: async () => undefined,
      goesOn: async () => {
        if (failure !== null) throw new Error("the list is not taken by itself", { cause: failure });
        // the next log takes the toast of the last one away
        if (taken === puts && puts < TIMES && !(await page.evaluate(isSaid, TAKEN))) {
          puts++;
          await put();
        }
        return taken < TIMES;
      },
    });
    return [
      {
        group,
        name: "by itself, while somebody works, from the file on",
        value: ms / TIMES / 1000,
        unit: "s",
        note: `mean of ${TIMES}; ten of them the file has to stand still; with ${logs} quick logs on the way in all`,
      },
      ...figures,
    ];
  } finally {
    await close();
  }
}

/** In the page. */
const isSaid = (text: string): boolean => document.querySelector(".toast")?.textContent.includes(text) === true;

function putList(folder: string, text: string, no: number): void {
  const path = join(folder, `readers-${no}.csv`);
  writeFileSync(path, text);
  utimesSync(path, 1_700_000_000 + no, 1_700_000_000 + no);
}
