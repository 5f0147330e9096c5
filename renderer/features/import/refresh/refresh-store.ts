/** The conversation of a refresh: which list is looked at, what was found, and what came of each list. */
import { createStore, type StoreApi } from "zustand";
import type { Bucket } from "#shared/import-export/plan/plan-row.ts";
import type { StopReason } from "#shared/import-export/refresh/stop-reasons.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import type {
  RefreshFound,
  RefreshLookFailure,
  RefreshStage,
  RefreshTakeFailure,
} from "../../../platform/worker/refresh-api.ts";

export type FoundDifference = Extract<RefreshFound, { tag: "found" }>;

/** What came of a list. */
export type RefreshLine =
  | { readonly tag: "nothing-new"; readonly name: string; readonly takenAt: number }
  | {
      readonly tag: "done";
      readonly name: string;
      readonly fresh: number;
      readonly changed: number;
      /** By which it can be taken back; null where nothing was written. */
      readonly importId: string | null;
    }
  /** Broken off in the middle: what was written stays, the rest is found again. */
  | { readonly tag: "broken-off"; readonly name: string; readonly importId: string; readonly written: number }
  | { readonly tag: "failed"; readonly failure: RefreshLookFailure | RefreshTakeFailure }
  /** It stopped to ask, and nobody has answered. */
  | { readonly tag: "asks"; readonly name: string; readonly reasons: readonly StopReason[] }
  | { readonly tag: "left" };

export interface RefreshJob {
  readonly list: RefreshList;
  readonly stage: RefreshStage;
  readonly done: number;
  readonly total: number;
}

export interface RefreshState {
  readonly job: RefreshJob | null;
  readonly found: FoundDifference | null;
  readonly bucket: Bucket;
  /** Lists that are looked at after the one that is shown. */
  readonly rest: readonly RefreshList[];
  readonly lines: Readonly<Partial<Record<RefreshList, RefreshLine>>>;
}

export type RefreshStore = StoreApi<RefreshState>;

export const createRefreshStore = (): RefreshStore =>
  createStore<RefreshState>(() => ({ job: null, found: null, bucket: "update", rest: [], lines: {} }));
