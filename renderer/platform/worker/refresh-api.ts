/** What the page asks of its worker to take over the lists of the library system, one at a time. */
import type { ListFile, RefreshPlaceFault } from "#shared/host/refresh-calls.ts";
import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import type { Holds } from "#shared/import-export/library-use/holds.ts";
import type { ImportRules } from "#shared/import-export/plan/import-rules.ts";
import type { Bucket } from "#shared/import-export/plan/plan-row.ts";
import type { PlanCounts } from "#shared/import-export/plan/planner.ts";
import type { StopReason } from "#shared/import-export/refresh/stop-reasons.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import type { BucketPage, PlanFailure, Rate, WriteFailure, WriteOutcome } from "./import-api.ts";

export type RefreshStage = "waiting" | "reading" | "checking" | "writing";

/** Readers of the library who are not on the list, as far as it can tell: they are shown and never removed. */
export interface MissingReaders {
  readonly total: number;
  /** The first of them. */
  readonly readers: readonly { readonly id: string; readonly name: string; readonly card: string }[];
}

export type RefreshFound =
  /** This very file was taken already, or there is nothing new in it. */
  | { readonly tag: "taken"; readonly name: string; readonly takenAt: number }
  | {
      readonly tag: "found";
      readonly list: RefreshList;
      readonly file: Omit<ListFile, "still">;
      readonly holds: Holds;
      readonly rows: number;
      readonly counts: PlanCounts;
      /** What may happen to a reader who is here already; null in a list of use. */
      readonly onMatch: ImportRules["onMatch"] | null;
      /** Not empty: it is not taken before a person has said so. */
      readonly reasons: readonly StopReason[];
      readonly missing: MissingReaders;
    };

export type RefreshLookFailure =
  | RefreshPlaceFault
  | PlanFailure
  /** Somebody writes it still, or has begun again while it was read. */
  | { readonly tag: "being-written"; readonly name: string }
  /** None of the files is of this list by its columns. */
  | { readonly tag: "none-fits"; readonly path: string; readonly files: number }
  /** Nobody has looked at such columns yet; `lacks`: those that the list had before. */
  | { readonly tag: "unknown-columns"; readonly name: string; readonly lacks: readonly string[] }
  /** A list of use that does not say of whom it is, or of which day. */
  | { readonly tag: "lacks-needed"; readonly name: string; readonly column: "reader" | "day" }
  | { readonly tag: "no-rows"; readonly name: string }
  | { readonly tag: "unreadable"; readonly name: string; readonly failure: FileFailure };

/** `asks`: there are reasons to stop, and nobody has said to go on. */
export type RefreshTakeFailure = WriteFailure | { readonly tag: "asks" };

export interface RefreshTaken {
  readonly counts: PlanCounts;
  /** Null where there was nothing to write. */
  readonly outcome: WriteOutcome | null;
}

export interface RefreshApi {
  /** @param again also what was taken already */
  look(
    list: RefreshList,
    again: boolean,
    onProgress: (stage: RefreshStage, rate: Rate) => void,
  ): Promise<Result<RefreshFound, RefreshLookFailure>>;
  /** Rows of what was found. */
  page(bucket: Bucket, from: number, count: number): Promise<BucketPage>;
  /** A list's file for the wizard, where a person says what its columns are: the latest one, also of other columns. */
  file(list: RefreshList): Promise<Result<File, RefreshLookFailure>>;
  /** Writes what was found. @param anyway a person has answered the reasons to stop */
  take(
    desk: string | null,
    anyway: boolean,
    onProgress: (stage: RefreshStage, rate: Rate) => void,
  ): Promise<Result<RefreshTaken, RefreshTakeFailure>>;
  /** What was taken last of each list; epoch milliseconds. */
  taken(): Promise<Readonly<Partial<Record<RefreshList, { readonly takenAt: number; readonly rows: number }>>>>;
  /** Somebody at the desk has pressed a key: what it does comes first. */
  giveWay(): void;
  cancel(): void;
  /** Forgets what was found. */
  close(): void;
}
