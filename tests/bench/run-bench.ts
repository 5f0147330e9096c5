/** The course of a bench: one library made at full speed, then what is measured on it at each speed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { findTestBrowser } from "../../build/scripts/find-browser.ts";
import { freePort } from "../support/launch.ts";
import { type DeskPlace, FOUND, openWorkbench, startBrowser, startHost } from "./bench-desk.ts";
import { type Figure, verdictOf } from "./figure.ts";
import { factorsOf, type LoopTimes, timeLoops } from "./fixed-loop.ts";
import { describeMachine, type Machine, machineLine } from "./machine.ts";
import { measureActs } from "./measure-acts.ts";
import { measureBusy } from "./measure-busy.ts";
import { measureDesk } from "./measure-desk.ts";
import { measureErasing } from "./measure-erasing.ts";
import { FIRST_DAYS_READERS, measureFirstDays } from "./measure-first-days.ts";
import { measureFirstSync } from "./measure-first-sync.ts";
import { measureIdle } from "./measure-idle.ts";
import { measureLetters } from "./measure-letters.ts";
import { measureLists } from "./measure-lists.ts";
import { blankMemory, measureMemory, measureMemoryAfter } from "./measure-memory.ts";
import { measureRefresh } from "./measure-refresh.ts";
import { measureReports } from "./measure-reports.ts";
import { measureSearch } from "./measure-search.ts";
import { measureSegments } from "./measure-segments.ts";
import { firstLoadFigures, measureStart, openSearched } from "./measure-start.ts";
import {
  measureStatistics,
  measureStatisticsAgain,
  measureStatisticsMemory,
  measureStatisticsPage,
} from "./measure-statistics.ts";
import { measureSync, STREAMS } from "./measure-sync.ts";
import { measureCommands, measureImport, measureReplay } from "./measure-writing.ts";
import { canReadTrees, type TreeMemory } from "./process-tree.ts";
import { makeSlowMachine, type SlowMachine } from "./slow-machine.ts";
import { figuresTable } from "./table.ts";
import type { Sample } from "./workbench/workbench.ts";
import { buildWorkbenchSite } from "./workbench-site.ts";

export type Speed = "full" | "slow";

export interface BenchRequest {
  readonly readers: number;
  readonly speeds: readonly Speed[];
  /** Service records of the library that a desk joins; 0 leaves that out. */
  readonly records: number;
  /** MB of photographs that the library has attached. */
  readonly attachedMB: number;
  /**
   * Nothing but a desk that joins, or what desks exchange afterwards, or the statistics, an erasing, the processor time
   * of acts, a refresh from the library system, long lists, letters.
   */
  readonly only?: "first-sync" | "exchange" | "statistics" | "erasing" | "acts" | "refresh" | "lists" | "letters";
  /** How much of one core the slow machine has. */
  readonly cores: number;
}

export interface BenchRun {
  readonly speed: Speed;
  readonly means: string;
  /** Milliseconds of the fixed loop, and how many times longer than at full speed. */
  readonly loops: LoopTimes;
  readonly factors: LoopTimes;
  readonly figures: readonly (Figure & { readonly verdict: string })[];
}

export interface BenchReport {
  readonly machine: Machine;
  readonly readers: number;
  readonly runs: readonly BenchRun[];
}

const START = { full: { usableMs: 1200, searchMs: 1500 }, slow: { usableMs: 3000, searchMs: 2500 } } as const;
const SEARCH_GOAL_MS = 40;
/**
 * How often each thing is done. A slow machine does it less often: the figures are the same, and the bench ends within
 * minutes.
 */
const TIMES = {
  full: { starts: 5, commands: 200 },
  slow: { starts: 3, commands: 60 },
} as const;
/** Each is scanned and logged once. */
const DESK_READERS = 40;
/** Rows that a slow machine imports and applies. */
const SLOW_ROWS = 3_000;

const NO_LOOPS: LoopTimes = { page: 0, worker: 0, host: 0 };

type Say = (line: string) => void;

export async function runBench(
  { readers, speeds, records, attachedMB, only, cores }: BenchRequest,
  say: Say,
): Promise<BenchReport> {
  const machine = describeMachine((await findTestBrowser()).executablePath);
  say(machineLine(machine));
  const site = await buildWorkbenchSite();
  const root = mkdtempSync(join(tmpdir(), "reader-desk-bench-"));
  const place = async (name: string): Promise<DeskPlace> => ({
    folder: join(root, name),
    site: site.folder,
    port: await freePort(),
    share: join(root, `share-${name}`),
  });
  const runs: BenchRun[] = [];
  const tell = (run: BenchRun): void => {
    runs.push(run);
    say(`\n${speedName(run.speed)}: ${runText(run)}\n`);
  };
  const joinLibrary = async (): Promise<readonly Figure[]> =>
    records === 0
      ? []
      : measureFirstSync(
          { ...(await place("joiner")), share: join(root, "share-joined") },
          { readers, records, attachedMB },
          say,
        );
  const shareChanges = async (): Promise<readonly Figure[]> => [
    ...(await measureIdle({ ...(await place("idle")), share: join(root, "share-idle") }, STREAMS)),
    ...(await measureBusy(
      { ...(await place("sender")), share: join(root, "share-busy") },
      { ...(await place("receiver")), share: join(root, "share-busy") },
      say,
    )),
  ];
  try {
    const statistics = await place("statistics");
    if (only !== undefined) {
      const loops =
        only === "statistics"
          ? await withWorkbench(await place("loops"), null, (page) => timeLoops(page.context(), null))
          : NO_LOOPS;
      const figures =
        only === "first-sync"
          ? await joinLibrary()
          : only === "erasing"
            ? await measureErasing(join(root, "erasing"), readers, say)
            : only === "acts"
              ? await measureActs(await place("acts"), say)
              : only === "refresh"
                ? await measureRefresh(await place("refresh"), readers, say)
                : only === "lists"
                  ? await measureLists(await place("lists"), readers, say)
                  : only === "letters"
                    ? await measureLetters(root, say)
                    : only === "statistics"
                      ? await runStatistics(statistics, readers, records, say)
                      : [...(await runExchange(await place("exchange"), null)), ...(await shareChanges())];
      tell({
        speed: "full",
        means: "nothing held back",
        loops,
        factors: only === "statistics" ? factorsOf(loops, loops) : NO_LOOPS,
        figures: judged(figures),
      });
      if (only === "statistics" && records > 0 && speeds.includes("slow"))
        await onSlowMachine(cores, say, async (slow) =>
          tell(await runSlowStatistics(statistics, await place("slow"), slow, loops, readers, say)),
        );
      return { machine, readers, runs };
    }
    const library = await place("library");
    say(`Making a library of ${readers.toLocaleString("en")} readers…`);
    // alone on the machine: what two browsers share would be counted as half
    const blank = canReadTrees ? await blankMemory() : null;
    const made = await makeLibrary(library, readers, blank);
    if (speeds.includes("full")) {
      const figures = [
        ...made.figures,
        ...(await runWriting(await place("journal"), null, readers, say)),
        ...(await runExchange(await place("exchange"), null)),
        ...(await runLibrary(library, "full", null, made.sample, say)),
        ...(blank === null ? [] : await measureMemory(library, blank)),
        ...(canReadTrees ? await measureActs(await place("acts"), say) : []),
        ...(canReadTrees ? await measureRefresh(await place("refresh"), readers, say) : []),
        ...(await measureLists(await place("lists"), readers, say)),
        ...(await measureLetters(root, say)),
        ...(await shareChanges()),
        ...(await runStatistics(statistics, readers, records, say)),
        ...(await joinLibrary()),
      ];
      tell({
        speed: "full",
        means: "nothing held back",
        loops: made.loops,
        factors: factorsOf(made.loops, made.loops),
        figures: judged(figures),
      });
    }
    if (speeds.includes("slow")) {
      await onSlowMachine(cores, say, async (slow) =>
        tell(
          await runSlow(
            library,
            await place("slow"),
            await place("slow-exchange"),
            slow,
            made,
            say,
            speeds.includes("full") && records > 0 ? () => runStatisticsAgain(statistics, slow, readers) : null,
          ),
        ),
      );
    }
    return { machine, readers, runs };
  } finally {
    rmSync(root, { recursive: true, force: true });
    site.remove();
  }
}

interface Made {
  readonly sample: readonly Sample[];
  readonly loops: LoopTimes;
  readonly figures: readonly Figure[];
}

/** The bulk import is measured on the way, as it makes the library anyway; then the readers are told of. */
async function makeLibrary(place: DeskPlace, readers: number, blank: TreeMemory | null): Promise<Made> {
  return withWorkbench(place, null, async (page, _, roots) => {
    const loops = await timeLoops(page.context(), null);
    await page.evaluate((way) => window.workbench.open(way), FOUND);
    const figures = await measureImport(page, readers, async () =>
      blank === null
        ? []
        : measureMemoryAfter(`after the import of ${readers.toLocaleString("en")} readers`, roots, blank),
    );
    await page.evaluate(() => window.workbench.fillContacts());
    return {
      loops,
      figures,
      sample: await page.evaluate((count) => window.workbench.sample(count), FIRST_DAYS_READERS + DESK_READERS),
    };
  });
}

/** On a library of its own: what the large one holds must not grow while it is measured. */
async function runWriting(
  place: DeskPlace,
  slow: SlowMachine | null,
  rows: number,
  say: Say,
): Promise<readonly Figure[]> {
  say("Commands and the journal…");
  return withWorkbench(place, slow, async (first, open) => {
    await first.evaluate((way) => window.workbench.open(way), FOUND);
    const imported = slow === null ? [] : await measureImport(first, rows);
    // the large library has told of the import; here somebody must be there to be logged
    if (slow === null) await first.evaluate(() => window.workbench.importReaders(1_000));
    const commands = await measureCommands(first, TIMES[slow === null ? "full" : "slow"].commands);
    const replayed = await measureReplay(first, open, rows);
    return [...imported, ...replayed, ...commands];
  });
}

/** Apart from the journal: among two hundred computers a start reads the card of each first. */
function runExchange(place: DeskPlace, slow: SlowMachine | null): Promise<readonly Figure[]> {
  return withWorkbench(place, slow, async (page) => {
    await page.evaluate((way) => window.workbench.open(way), FOUND);
    await page.evaluate(() => window.workbench.importReaders(1_000));
    return measureSync(page, place.share ?? "");
  });
}

/** On a library of its own too: a million activities would slow what is measured without them. */
async function runStatistics(
  place: DeskPlace,
  readers: number,
  activities: number,
  say: Say,
): Promise<readonly Figure[]> {
  if (activities === 0) return [];
  say(`The statistics over ${readers.toLocaleString("en")} readers and ${activities.toLocaleString("en")} activities…`);
  const figures = await withWorkbench(place, null, async (page) => {
    page.setDefaultTimeout(0);
    await page.evaluate((way) => window.workbench.open(way), FOUND);
    await page.evaluate((count) => window.workbench.importReaders(count), readers);
    return [
      ...(await measureStatistics(page, readers, activities)),
      ...(await measureSegments(page, readers)),
      ...(await measureReports(page, readers)),
    ];
  });
  return [
    ...figures,
    ...(canReadTrees ? await measureStatisticsMemory(place, readers) : []),
    ...(await measureStatisticsPage(place, readers)),
  ];
}

/** @param place where `runStatistics` has been */
function runStatisticsAgain(place: DeskPlace, slow: SlowMachine, readers: number): Promise<readonly Figure[]> {
  return withWorkbench(place, slow, async (page) => {
    page.setDefaultTimeout(0);
    return [...(await measureStatisticsAgain(page, readers)), ...(await measureSegments(page, readers))];
  });
}

async function runLibrary(
  place: DeskPlace,
  speed: Speed,
  slow: SlowMachine | null,
  sample: readonly Sample[],
  say: Say,
): Promise<readonly Figure[]> {
  say("The first days after an update…");
  const firstDay = await measureFirstDays(place, slow, sample.slice(0, FIRST_DAYS_READERS));
  say("Cold starts…");
  const start = await measureStart(place, slow, TIMES[speed].starts, START[speed]);
  say("The desk, key by key…");
  const product = await openSearched(place, slow);
  const desk = await measureDesk(product.page, sample.slice(FIRST_DAYS_READERS), slow !== null);
  await product.close();
  say("The search…");
  const search = await withWorkbench(place, slow, async (page) => {
    await page.evaluate(() => window.workbench.open({ tag: "member" }));
    return measureSearch(page, SEARCH_GOAL_MS);
  });
  return [
    ...start.figures,
    ...desk,
    ...firstDay,
    ...search,
    ...(speed === "full" ? firstLoadFigures(place.site, start.firstLoad) : []),
  ];
}

async function onSlowMachine(cores: number, say: Say, run: (slow: SlowMachine) => Promise<void>): Promise<void> {
  const slow = makeSlowMachine(cores);
  if (typeof slow === "string") return say(`No slow machine: ${slow}.`);
  say(`As the slow machine (${slow.means})…`);
  try {
    await run(slow);
  } finally {
    await slow.close();
  }
}

async function runSlowStatistics(
  place: DeskPlace,
  own: DeskPlace,
  slow: SlowMachine,
  full: LoopTimes,
  readers: number,
  say: Say,
): Promise<BenchRun> {
  const loops = await withWorkbench(own, slow, (page) => timeLoops(page.context(), slow));
  say("The statistics, from the pack…");
  return {
    speed: "slow",
    means: slow.means,
    loops,
    factors: factorsOf(loops, full),
    figures: judged(await runStatisticsAgain(place, slow, readers)),
  };
}

async function runSlow(
  library: DeskPlace,
  own: DeskPlace,
  exchange: DeskPlace,
  slow: SlowMachine,
  made: Made,
  say: Say,
  statistics: (() => Promise<readonly Figure[]>) | null,
): Promise<BenchRun> {
  const loops = await withWorkbench(own, slow, (page) => timeLoops(page.context(), slow));
  const figures = [
    ...(await runLibrary(library, "slow", slow, made.sample, say)),
    ...(await runWriting(own, slow, SLOW_ROWS, say)),
    ...(await runExchange(exchange, slow)),
    ...((await statistics?.()) ?? []),
  ];
  return { speed: "slow", means: slow.means, loops, factors: factorsOf(loops, made.loops), figures: judged(figures) };
}

/** @param run is also told of the first processes of browser and host */
async function withWorkbench<T>(
  place: DeskPlace,
  slow: SlowMachine | null,
  run: (page: Page, open: () => Promise<Page>, roots: readonly number[]) => Promise<T>,
): Promise<T> {
  const host = await startHost(place, slow);
  const browser = await startBrowser(join(place.folder, "profile"), slow);
  const open = (): Promise<Page> => openWorkbench(browser.context, host.address);
  try {
    return await run(await open(), open, [browser.pid ?? 0, host.pid]);
  } finally {
    await browser.close();
    await host.stop();
  }
}

const judged = (figures: readonly Figure[]): BenchRun["figures"] =>
  figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) }));

/** A section of the results: what it is, and the figures. */
export const speedName = (speed: Speed): string => (speed === "full" ? "at full speed" : "as the slow machine");

export function runText({ means, loops, factors, figures }: BenchRun): string {
  const places = (["page", "worker", "host"] as const)
    .map((at) => `${at} ${factors[at].toFixed(1)} × (${loops[at].toFixed(0)} ms)`)
    .join(", ");
  const loop = loops.page === 0 ? "" : ` A fixed loop takes: ${places}.`;
  return `${means.charAt(0).toUpperCase()}${means.slice(1)}.${loop}\n\n${figuresTable(figures)}`;
}
