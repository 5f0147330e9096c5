/** Why a folder cannot be used as it is: what was found, and that nothing was written. */
import type { CallResult } from "#shared/host/contract.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import type { Message } from "../../../i18n/message-id.ts";

type ErrorOf<R> = R extends { readonly ok: false; readonly error: infer E } ? E : never;
export type FolderError =
  | ErrorOf<CallResult<"share.choose">>
  | ErrorOf<CallResult<"share.probe">>
  | ErrorOf<CallResult<"share.prepare">>;

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
      return { id: "notices.stop-empty-folder" };
    case "wrong-folder":
      return { id: "notices.stop-wrong-folder" };
    case "marker-lost":
      return { id: "notices.stop-marker-lost" };
    case "another-library":
      return { id: "sync.another-library" };
    case "two-libraries":
      return { id: "sync.two-libraries", values: { count: error.libraries.length } };
    case "newer-format":
      return { id: "notices.stop-newer-format" };
    case "read-only":
      return { id: "notices.stop-read-only" };
    case "full":
      return { id: "notices.stop-full" };
    case "unclear":
      return { id: "notices.stop-unclear", values: { code: error.code } };
    case "io":
      return { id: "notices.stop-unclear", values: { code: error.code } };
    case "locked":
      return { id: "notices.stop-locked" };
    case "host-away":
      return { id: "centre.host-away" };
    case "disk-full":
      return { id: "notices.stop-local-store", values: { code: "ENOSPC" } };
    case "folder-away":
      return { id: "acts.folder-away", values: { path: error.path, code: error.code } };
    case "bad-request":
      return { id: "notices.stop-unclear", values: { code: error.issue } };
    default:
      return assertNever(error);
  }
}
