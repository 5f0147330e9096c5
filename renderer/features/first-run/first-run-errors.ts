/** Why founding or joining did not work, in words that name the next step. */
import type { CallResult } from "#shared/host/contract.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import type { Message } from "../../i18n/message-id.ts";

type ErrorOf<R> = R extends { readonly ok: false; readonly error: infer E } ? E : never;

export function foundMessage(error: ErrorOf<CallResult<"library.found">>): Message {
  if (error.tag === "already-member") return { id: "first-run.already-member" };
  return hostMessage(error);
}

export function joinMessage(error: ErrorOf<CallResult<"library.join">> | ErrorOf<CallResult<"share.choose">>): Message {
  switch (error.tag) {
    case "code-malformed":
      return { id: "first-run.code-malformed" };
    case "code-wrong":
      return { id: "first-run.code-wrong" };
    case "already-member":
      return { id: "first-run.already-member" };
    case "no-share":
    case "no-folder":
    case "not-a-folder":
    case "cancelled":
      return { id: "first-run.no-folder" };
    case "empty-folder":
    case "wrong-folder":
    case "marker-lost":
      return { id: "first-run.no-library" };
    case "two-libraries":
      return { id: "sync.two-libraries", values: { count: error.libraries.length } };
    case "another-library":
      return { id: "sync.another-library" };
    case "newer-format":
      return { id: "first-run.newer-format" };
    case "read-only":
      return { id: "first-run.read-only" };
    case "full":
      return { id: "first-run.full" };
    case "unclear":
      return { id: "first-run.unclear", values: { code: error.code } };
    default:
      return hostMessage(error);
  }
}

export function trialMessage(error: ErrorOf<CallResult<"trial.enter">>): Message {
  switch (error.tag) {
    case "not-here":
      return { id: "first-run.already-member" };
    case "not-a-trial":
      return { id: "first-run.trial-taken", values: { path: error.path } };
    case "trial-in-use":
      return { id: "first-run.trial-open" };
    default:
      return hostMessage(error);
  }
}

export function restoreMessage(
  error: ErrorOf<CallResult<"backup.enter">> | ErrorOf<CallResult<"backup.show">>,
): Message {
  switch (error.tag) {
    case "code-wrong":
      return { id: "first-run.backup-code-wrong" };
    case "damaged":
      return { id: "first-run.backup-damaged", values: { file: error.file } };
    case "newer-format":
      return { id: "first-run.backup-newer" };
    case "no-place":
    case "no-folder":
    case "not-a-folder":
    case "cancelled":
      return { id: "first-run.no-folder" };
    default:
      return joinMessage(error);
  }
}

type HostError = Extract<
  ErrorOf<CallResult<"library.found">>,
  { tag: "bad-request" | "host-away" | "io" | "disk-full" | "folder-away" }
>;

function hostMessage(error: HostError): Message {
  switch (error.tag) {
    case "host-away":
      return { id: "first-run.host-away" };
    case "disk-full":
      return { id: "first-run.disk-full" };
    case "folder-away":
      return { id: "acts.folder-away", values: { path: error.path, code: error.code } };
    case "io":
      return { id: "first-run.unclear", values: { code: error.code } };
    case "bad-request":
      return { id: "first-run.unclear", values: { code: error.issue } };
    default:
      return assertNever(error);
  }
}
