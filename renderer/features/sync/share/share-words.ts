/** Why a folder cannot be used as it is: what was found, and that nothing was written. */
import type { CallResult } from "#shared/host/contract.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import type { Message } from "../../../i18n/message-id.ts";

type ErrorOf<R> = R extends { readonly ok: false; readonly error: infer E } ? E : never;
export type FolderError = ErrorOf<CallResult<"share.choose">> | ErrorOf<CallResult<"share.probe">> | ErrorOf<CallResult<"share.prepare">>;

export function folderMessage(error: FolderError): Message {
  switch (error.tag) {
    case "no-share":
    case "cancelled":
      return { id: "centre.folder-none" };
    case "no-folder":
      return { id: "centre.folder-missing" };
    case "not-a-folder":
      return { id: "centre.folder-no-folder" };
    case "empty-folder":
      return { id: "sync.stop-empty-folder" };
    case "wrong-folder":
      return { id: "sync.stop-wrong-folder" };
    case "marker-lost":
      return { id: "sync.stop-marker-lost" };
    case "another-library":
      return { id: "sync.stop-another-library" };
    case "two-libraries":
      return { id: "sync.stop-two-libraries", values: { count: error.libraries.length } };
    case "newer-format":
      return { id: "sync.stop-newer-format" };
    case "read-only":
      return { id: "sync.stop-read-only" };
    case "full":
      return { id: "sync.stop-full" };
    case "unclear":
      return { id: "sync.stop-unclear", values: { code: error.code } };
    case "io":
      return { id: "sync.stop-unclear", values: { code: error.code } };
    case "locked":
      return { id: "sync.stop-locked" };
    case "host-away":
      return { id: "centre.host-away" };
    case "disk-full":
      return { id: "sync.stop-local-store", values: { code: "ENOSPC" } };
    case "bad-request":
      return { id: "sync.stop-unclear", values: { code: error.issue } };
    default:
      return assertNever(error);
  }
}
