/**
 * The exchange under way and the last one's report, for the whole window: F9 works from every screen, and
 * the status bar tells of it. The report is kept in this desk's own drawer.
 */
import { createContext, useContext } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import { assert } from "#shared/kernel/assert.ts";
import type { SyncProgress, SyncReport } from "#shared/replication/sync-report.ts";
import type { DeskDb } from "../../db/database.ts";

/** What runs an exchange: the worker's engine. */
export interface SyncRunner {
  run(onProgress: (progress: SyncProgress) => void): Promise<SyncReport>;
  /** Safe at any moment; the report then says `cancelled`. */
  cancel(): void;
}

export interface SyncState {
  readonly running: boolean;
  readonly cancelling: boolean;
  readonly startedAt: number;
  readonly progress: SyncProgress | null;
  /** Steps that this run has entered. */
  readonly entered: readonly SyncProgress["step"][];
  readonly report: SyncReport | null;
  /** The engine itself broke: a bug, said with its words. */
  readonly broken: string | null;
}

export interface SyncStore extends StoreApi<SyncState> {
  start(): Promise<void>;
  cancel(): void;
}

const DRAWER = "sync-report";

export interface SyncDeps {
  readonly db: DeskDb;
  readonly runner: SyncRunner;
  readonly now: () => number;
}

export function createSyncStore({ db, runner, now }: SyncDeps): SyncStore {
  const store = createStore<SyncState>(() => ({ running: false, cancelling: false, startedAt: 0, progress: null, entered: [], report: null, broken: null }));
  // written only by `start`
  void db.meta.get(DRAWER).then((row) => row !== undefined && store.getState().report === null && store.setState({ report: row.value as SyncReport }));

  const start = async (): Promise<void> => {
    if (store.getState().running) return;
    store.setState({ running: true, cancelling: false, startedAt: now(), progress: null, entered: [], broken: null });
    try {
      const report = await runner.run((progress) => store.setState(({ entered }) => ({ progress, entered: entered.includes(progress.step) ? entered : [...entered, progress.step] })));
      await db.meta.put({ name: DRAWER, value: report });
      store.setState({ report });
    } catch (error) {
      store.setState({ broken: error instanceof Error ? error.message : String(error) });
    } finally {
      store.setState({ running: false, cancelling: false, progress: null });
    }
  };
  const cancel = (): void => {
    if (!store.getState().running) return;
    store.setState({ cancelling: true });
    runner.cancel();
  };
  return { ...store, start, cancel };
}

const SyncContext = createContext<SyncStore | null>(null);
export const SyncStoreProvider = SyncContext.Provider;

export function useSyncStore(): SyncStore {
  const store = useContext(SyncContext);
  assert(store !== null, "no exchange around this component");
  return store;
}

export const useSyncState = <T>(select: (state: SyncState) => T): T => useStore(useSyncStore(), select);
