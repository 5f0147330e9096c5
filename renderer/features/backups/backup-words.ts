/** Why a backup could not be made, opened or trusted: what happened, what is safe, and what to do. */
import type { CallResult } from "#shared/host/contract.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import type { BackupFault } from "#shared/replication/backup/backup-fault.ts";
import type { Message } from "../../i18n/message-id.ts";
import type { RestoreFailure } from "../../platform/worker/backup-api.ts";
import type { Broken } from "./backup-places-store.ts";

type ErrorOf<R> = R extends { readonly ok: false; readonly error: infer E } ? E : never;
export type PlaceError =
  | ErrorOf<CallResult<"backup.list">>
  | ErrorOf<CallResult<"backup.choose">>
  | ErrorOf<CallResult<"backup.show">>;

export function faultMessage(fault: BackupFault | RestoreFailure | Broken | PlaceError): Message {
  switch (fault.tag) {
    case "cancelled":
      return { id: "backups.fault-cancelled" };
    case "locked":
      return { id: "backups.fault-locked" };
    case "removed":
      return { id: "backups.fault-removed" };
    case "unfinished":
      return { id: "backups.fault-unfinished" };
    case "not-exact":
      return { id: "backups.fault-not-exact" };
    case "no-place":
      return { id: "backups.no-second" };
    case "no-folder":
      return { id: "backups.fault-no-folder" };
    case "not-a-folder":
      return { id: "backups.fault-not-a-folder" };
    case "is-share":
      return { id: "backups.fault-is-share" };
    case "read-only":
    case "disk-refused":
      return { id: "backups.fault-read-only" };
    case "full":
    case "disk-full":
      return { id: "backups.fault-full" };
    case "damaged":
      return { id: "backups.fault-damaged", values: { file: fault.file } };
    case "differs":
      return { id: "backups.fault-differs" };
    case "newer-format":
      return { id: "backups.fault-newer-format" };
    case "busy":
      return { id: "backups.fault-busy" };
    case "journal-silent":
    case "host-away":
      return { id: "backups.fault-host-away" };
    case "database-gone":
      return { id: "acts.database-gone" };
    case "journal-refused":
    case "database":
    case "broken":
      return { id: "backups.fault-unclear", values: { code: fault.reason } };
    case "unclear":
    case "io":
      // a file's own call knows only the word
      if (fault.code === "folder-away") return { id: "backups.fault-folder-away" };
      return { id: "backups.fault-unclear", values: { code: fault.code } };
    case "folder-away":
      return { id: "acts.folder-away", values: { path: fault.path, code: fault.code } };
    case "bad-request":
      return { id: "backups.fault-unclear", values: { code: fault.issue } };
    default:
      return assertNever(fault);
  }
}
