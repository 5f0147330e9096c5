/** The exchange under way, for every place that shows it: how far each step is, and since when. */
import { createStore, type StoreApi } from "zustand";
import type { Alarm } from "#shared/host/alarm-calls.ts";
import type { RemovalWay } from "#shared/model/removal.ts";
import type { DeviceLine, SyncProgress, SyncStep } from "#shared/replication/exchange/sync-report.ts";
import type { Gap } from "#shared/replication/lines/gaps.ts";
import type { SheetId } from "../sheets/sheet-titles.ts";

export interface SyncState {
  /** Of this computer, as its host keeps them; latest first. */
  readonly alarms: readonly Alarm[];
  /** Notices of exchanges that a person has read. */
  readonly dismissed: ReadonlySet<string>;
  /** Null while nothing runs. */
  readonly running: Running | null;
  /** What lies above the page. */
  readonly open:
    | "folder"
    | "prepare"
    | "rebuild"
    | "code"
    | "log"
    | "moved"
    | "rejoin"
    | "new-code"
    | LostQuestion
    | OutQuestion
    | AdmitQuestion
    | PrepareQuestion
    | { readonly sheet: SheetId }
    | null;
}

/** Shall a folder that was just chosen be prepared, and taken? */
export interface PrepareQuestion {
  readonly prepare: "prepare" | "rebuild";
  readonly path: string;
}

/** Files of a computer that are nowhere: shall they count as lost? */
export interface LostQuestion {
  readonly gap: Gap;
  readonly name: string;
}

/** Shall this computer be taken out? */
export interface OutQuestion {
  readonly out: RemovalWay;
  readonly device: DeviceLine;
  readonly name: string;
}

/** Shall this computer, which an older library code has let in, be given the new key? */
export interface AdmitQuestion {
  readonly admit: DeviceLine;
  /** Id of the key. */
  readonly key: string;
  readonly name: string;
  /** It was let in to an older one just now. */
  readonly isSecond?: boolean;
}

export interface Running {
  readonly startedAt: number;
  readonly cancelling: boolean;
  readonly now: SyncProgress | null;
  /** The latest word of every step that was entered. */
  readonly steps: Readonly<Partial<Record<SyncStep, SyncProgress>>>;
  readonly enteredAt: Readonly<Partial<Record<SyncStep, number>>>;
}

export type SyncStore = StoreApi<SyncState>;

export const createSyncStore = (): SyncStore =>
  createStore<SyncState>(() => ({ alarms: [], dismissed: new Set(), running: null, open: null }));

export const begun = (startedAt: number): Running => ({
  startedAt,
  cancelling: false,
  now: null,
  steps: {},
  enteredAt: {},
});

/** A step keeps its device's name when it has nothing newer to say. */
export function withProgress(running: Running, progress: SyncProgress, at: number): Running {
  const before = running.steps[progress.step];
  const now = { ...progress, device: progress.device ?? before?.device ?? null };
  return {
    ...running,
    now,
    steps: { ...running.steps, [progress.step]: now },
    enteredAt: { ...running.enteredAt, [progress.step]: running.enteredAt[progress.step] ?? at },
  };
}

/** A guess made of less would only jump. */
const GUESS_AFTER_MS = 10_000;

/** Milliseconds that are left, once it has run for ten seconds and the step says how much there is. */
export function timeLeft({ startedAt, now, enteredAt }: Running, at: number): number | null {
  if (now === null || at - startedAt < GUESS_AFTER_MS || now.done === 0 || now.total <= now.done) return null;
  const spent = at - (enteredAt[now.step] ?? startedAt);
  return spent <= 0 ? null : (spent / now.done) * (now.total - now.done);
}
