/** Why a backup could not be made, opened or trusted. Whatever it was, the ones that stood before still stand. */
import { err, type Result } from "../../kernel/result.ts";
import type { PutError, StoreError } from "../../kernel/store-outcome.ts";
import { untilStopped } from "../exchange/stopped.ts";
import type { SyncStop } from "../exchange/sync-report.ts";

export type BackupFault =
  | { readonly tag: "cancelled" }
  | { readonly tag: "locked" }
  /** This computer is out: nothing is signed in its name. */
  | { readonly tag: "removed" }
  /** Taking over, or applying all again, was cut off: there is no whole state yet. */
  | { readonly tag: "unfinished" }
  /** Something of a colleague's is half here, so the state cannot be told exactly: a sync ends that. */
  | { readonly tag: "not-exact" }
  | PlaceFault
  /** A file is missing, or is not what was written. */
  | { readonly tag: "damaged"; readonly file: string }
  /** Opened and counted, it holds other records than it should. */
  | { readonly tag: "differs"; readonly kinds: readonly string[] }
  | { readonly tag: "newer-format" }
  | { readonly tag: "database"; readonly reason: string };

/** What is wrong with the place of backups. */
export type PlaceFault =
  /** None is chosen. */
  | { readonly tag: "no-place" }
  | { readonly tag: "no-folder" }
  | { readonly tag: "read-only" }
  | { readonly tag: "full" }
  | { readonly tag: "unclear"; readonly code: string };

export function placeFault(error: StoreError | PutError): PlaceFault {
  switch (error.tag) {
    case "no-folder":
    case "read-only":
    case "full":
      return error;
    case "missing":
      return { tag: "unclear", code: "ENOENT" };
    case "other-content":
      return { tag: "unclear", code: "EEXIST" };
    case "unreadable":
      return { tag: "unclear", code: error.what };
    case "unknown":
      return { tag: "unclear", code: error.code };
  }
}

/** @returns what was answered; a stop as what it means for a backup */
export async function faultIfStopped<T>(run: () => Promise<Result<T, BackupFault>>): Promise<Result<T, BackupFault>> {
  const answer = await untilStopped(run);
  return answer.ok ? answer.value : err(faultOfStop(answer.error));
}

/** The engine's reasons to stop, as far as a backup can meet them. */
export function faultOfStop(stop: SyncStop): BackupFault {
  switch (stop.tag) {
    case "cancelled":
    case "locked":
    case "no-folder":
    case "read-only":
    case "full":
    case "newer-format":
    case "database":
      return stop;
    case "local-store":
    case "unclear":
      return stop.code === "full" || stop.code === "read-only" || stop.code === "no-folder"
        ? { tag: stop.code }
        : { tag: "unclear", code: stop.code };
    case "other-content":
      return { tag: "damaged", file: stop.file };
    case "removed":
      return { tag: "removed" };
    default:
      return { tag: "unclear", code: stop.tag };
  }
}
