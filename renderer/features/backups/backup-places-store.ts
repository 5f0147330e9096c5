/** The backups as the window knows them: what stands in each place, what is under way, what lies above the page. */
import { createStore, type StoreApi } from "zustand";
import type { BackupEntry, BackupList, BackupPlace, BackupRef } from "#shared/host/backup-calls.ts";
import type { CallResult } from "#shared/host/contract.ts";
import type { RestoreAct } from "#shared/replication/backup/restore-record.ts";
import type { BackupProgress, RestoreFailure, RestorePreview } from "../../platform/worker/backup-api.ts";

export type Failed<F> = { readonly ok: false; readonly error: F | Broken };
/** The worker itself broke, or another task is under way. */
export type Broken = { readonly tag: "broken"; readonly reason: string } | { readonly tag: "busy" };

export interface BackupActions {
  /** Does nothing while a task runs. */
  make(byHand: boolean): Promise<void>;
  check(ref: BackupRef): Promise<void>;
  preview(ref: BackupRef): Promise<{ readonly ok: true; readonly value: RestorePreview } | Failed<RestoreFailure>>;
  /** @returns null where it went through to its end */
  restore(ref: BackupRef, acts: readonly RestoreAct[]): Promise<RestoreFailure | Broken | null>;
  /** @returns whether it went through to its end */
  undoRestore(batchId: string): Promise<boolean>;
  cancel(): void;
  refresh(): Promise<void>;
  /** Looks at one place again. */
  look(place: BackupPlace): Promise<PlaceState>;
  open(what: BackupsShown["open"]): void;
  /** Looks at a folder that a person points to; null where that went well. */
  show(
    path: string | null,
  ): Promise<Extract<BackupsShown["shown"], { tag: "fault" }>["fault"] | { readonly tag: "cancelled" } | null>;
}

type ListError = Extract<CallResult<"backup.list">, { readonly ok: false }>["error"];

export type PlaceState =
  | { readonly tag: "unread" }
  | { readonly tag: "read"; readonly list: BackupList }
  | { readonly tag: "fault"; readonly fault: ListError };

export interface BackupRunning {
  readonly what: "make" | "check" | "preview" | "restore" | "undo";
  readonly now: BackupProgress | null;
  readonly cancelling: boolean;
}

export interface BackupsShown {
  readonly here: PlaceState;
  readonly second: PlaceState;
  readonly shown: PlaceState;
  readonly running: BackupRunning | null;
  readonly open: "second" | "show" | { readonly ref: BackupRef; readonly entry: BackupEntry } | null;
}

export type BackupStore = StoreApi<BackupsShown>;

const UNREAD: PlaceState = { tag: "unread" };

export const createBackupStore = (): BackupStore =>
  createStore<BackupsShown>(() => ({ here: UNREAD, second: UNREAD, shown: UNREAD, running: null, open: null }));

/** The newest one that counts, made here. */
export const lastGood = ({ here }: Pick<BackupsShown, "here">): BackupEntry | null =>
  here.tag === "read" ? (here.list.backups.find(({ own, state }) => own && state === "verified") ?? null) : null;

/** There are own ones, and none that the present library code opens. */
export const needsOldCode = ({ here }: Pick<BackupsShown, "here">): boolean =>
  here.tag === "read" &&
  lastGood({ here }) === null &&
  here.list.backups.some(({ own, state }) => own && state === "other-code");
