/**
 * What the workbench page offers to whoever drives it: the product's own modules, started by the product's
 * own boot, without its screens. Served beside the product, so both have one database; never shipped.
 */
import type { PlanCounts } from "#shared/import-export/plan/planner.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import type { FullLists } from "./full-lists.ts";
import type { OutreachTimes } from "./outreach-times.ts";
import type { ReportTimes } from "./reports.ts";
import type { SegmentTimes } from "./segments.ts";
import type { StatisticsTimes } from "./statistics.ts";

export type Way =
  | { readonly tag: "member" }
  | {
      readonly tag: "found";
      readonly library: string;
      readonly branch: string;
      readonly desk: string;
      readonly person: string /** Without branch, colleague and code lists: a sample brings its own. */;
      readonly bare?: true;
    }
  | { readonly tag: "join"; readonly code: string; readonly branch: string; readonly desk: string };

export interface Opened {
  /** From the start of reconciliation until everything is applied. */
  readonly journalMs: number;
}

export interface ImportTimes {
  readonly readMs: number;
  readonly checkMs: number;
  readonly writeMs: number;
  readonly written: number;
}

/** Rows that the page wrote, written again as plainly as the browser can. */
export interface FloorRequest {
  readonly kind: "reader" | "interaction";
  /** Commands in one transaction, as the product had them. */
  readonly commandsAtOnce: number;
  /** Only commands after this number. */
  readonly after: number;
}

export interface FloorTimes {
  readonly rows: number;
  /** Records and log together, the same number of strict transactions. */
  readonly rowsAndLogMs: number;
  /** Records alone. */
  readonly rowsMs: number;
}

export interface CommandTimes {
  /** Until the rows stand, until the journal has them; per command. */
  readonly written: readonly number[];
  readonly confirmed: readonly number[];
  /** The same rows in one strict transaction each. */
  readonly floor: readonly number[];
}

export interface SearchTimes {
  readonly byQuery: readonly { readonly text: string; readonly ms: number; readonly total: number }[];
}

export interface Sample {
  readonly id: string;
  readonly card: string;
  readonly name: string;
}

export interface Workbench {
  /** The desk opened as the product opens it; a library is founded or joined where there is none. */
  open(way: Way): Promise<Opened>;
  /** Whether the search answers, and how long that took from now. */
  searchReady(): Promise<{ readonly readers: number; readonly ms: number }>;
  /** @param overwrites also where this is said of such a list from now on: what it says stands instead of what is known */
  importReaders(count: number, overwrites?: boolean): Promise<ImportTimes>;
  /** Says where the library system puts its list of readers, and that it is taken by itself. */
  nameReaders(path: string): Promise<void>;
  /** Until its file stands still. */
  readersStand(): Promise<void>;
  /** What it would change; it must have nothing to ask. */
  lookAtReaders(): Promise<PlanCounts>;
  /** Takes what was looked at. */
  takeReaders(): Promise<void>;
  /** The last number of the own log. */
  lastSeq(): Promise<number>;
  floor(request: FloorRequest): Promise<FloorTimes>;
  countRows(kinds: readonly ("reader" | "interaction")[]): Promise<number>;
  /** All rows of these kinds once more, in transactions of so many, by IndexedDB alone. */
  stateFloor(
    kinds: readonly ("reader" | "interaction")[],
    rowsAtOnce: number,
  ): Promise<{ readonly rows: number; readonly ms: number }>;
  commands(count: number): Promise<CommandTimes>;
  searchTimes(): Promise<SearchTimes>;
  sample(count: number): Promise<readonly Sample[]>;
  /** Puts commands into the journal that the database does not have, as after a loss. */
  journalAhead(commands: number): Promise<void>;
  /** A sample library, as `--demo` has it, with so many readers. */
  fillSample(readers: number): Promise<{ readonly shownReader: string }>;
  /** What is told of readers: opinions, tasks and service records of sample libraries, told of readers of this one. */
  fillContacts(): Promise<void>;
  /** Lists as they are after years. @returns the reader who has so many records */
  fillLists(sizes: FullLists): Promise<Sample>;
  /** Quick logs, all confirmed in the end. */
  logMany(count: number): Promise<void>;
  /** A day's mixture, all confirmed in the end: a quick log, then a reader's new telephone number, and so on. */
  workMany(count: number): Promise<void>;
  /** Takes the first colleague and branch of the library for this desk's own. */
  signIn(): Promise<void>;
  nameOf(reader: string): Promise<string>;
  setPhone(reader: string, phone: string): Promise<void>;
  prepareShare(): Promise<{ readonly code: string }>;
  sync(): Promise<{
    readonly report: SyncReport;
    readonly ms: number;
    /** When the first and the last word of each step came, from the start. */
    readonly steps: Readonly<Record<string, readonly [from: number, to: number]>>;
  }>;
  openConflicts(): Promise<number>;
  /** So many activities and service records of the readers; answers how many there are. */
  fillActivities(count: number): Promise<number>;
  statisticsTimes(): Promise<StatisticsTimes>;
  /** Until the pack of the library's use stands. */
  statisticsKept(): Promise<void>;
  /** The first overview of a page, and how many rows it had to read. */
  statisticsStart(): Promise<{ readonly ms: number; readonly rowsRead: number }>;
  reportTimes(): Promise<ReportTimes>;
  outreachTimes(): Promise<OutreachTimes>;
  segmentTimes(): Promise<SegmentTimes>;
}

declare global {
  interface Window {
    workbench: Workbench;
  }
}
