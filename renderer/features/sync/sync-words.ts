/** One plain sentence and one action for every way in which an exchange can end or warn. */
import { assertNever } from "#shared/kernel/assert.ts";
import type { SyncStop, SyncWarning } from "#shared/replication/sync-report.ts";
import type { Message } from "../../i18n/message-id.ts";

/** What to press next. */
export type SyncAction = "again" | "choose-folder" | "prepare" | "code" | "update" | "none";

export interface Told {
  readonly sentence: Message;
  readonly action: SyncAction;
}

export function tellStop(stop: SyncStop): Told {
  switch (stop.tag) {
    case "cancelled":
      return { sentence: { id: "sync.stop-cancelled" }, action: "again" };
    case "no-folder":
      return { sentence: { id: "sync.stop-no-folder" }, action: "choose-folder" };
    case "gone":
      return { sentence: { id: "sync.stop-gone" }, action: "again" };
    case "empty-folder":
      return { sentence: { id: "sync.stop-empty-folder" }, action: "prepare" };
    case "wrong-folder":
      return { sentence: { id: "sync.stop-wrong-folder" }, action: "choose-folder" };
    case "another-library":
      return { sentence: { id: "sync.stop-another-library", values: { library: stop.library } }, action: "choose-folder" };
    case "two-libraries":
      return { sentence: { id: "sync.stop-two-libraries", values: { count: stop.libraries.length } }, action: "choose-folder" };
    case "newer-format":
      return { sentence: { id: "sync.stop-newer-format" }, action: "update" };
    case "read-only":
      return { sentence: { id: "sync.stop-read-only" }, action: "again" };
    case "full":
      return { sentence: { id: "sync.stop-full" }, action: "again" };
    case "unclear":
      return { sentence: { id: "sync.stop-unclear", values: { code: stop.code, file: stop.file } }, action: "again" };
    case "other-content":
      return { sentence: { id: "sync.stop-other-content", values: { file: stop.file } }, action: "none" };
    case "not-kept":
      return { sentence: { id: "sync.stop-not-kept" }, action: "again" };
    case "locked":
      return { sentence: { id: "sync.stop-locked" }, action: "code" };
    case "local-store":
      return { sentence: { id: "sync.stop-local-store", values: { code: stop.code } }, action: "again" };
    case "database":
      return { sentence: { id: "sync.stop-database", values: { reason: stop.reason } }, action: "again" };
    default:
      return assertNever(stop);
  }
}

const MINUTE_MS = 60_000;

/** @param name of the computer, for a stream that has not told its own */
export function tellWarning(warning: SyncWarning, name: (stream: string) => string): Message {
  const device = ("device" in warning ? warning.device : null) ?? name(warning.stream);
  switch (warning.tag) {
    case "clock-off":
      return { id: "sync.warn-clock", values: { device, minutes: Math.round(Math.abs(warning.aheadMs) / MINUTE_MS) } };
    case "file-refused":
      return { id: "sync.warn-refused", values: { device, file: warning.file, code: warning.error.tag } };
    case "batch-missing":
      return { id: "sync.warn-missing", values: { device, no: warning.no } };
    case "went-back":
      return { id: "sync.warn-went-back", values: { device } };
    case "fork":
      return { id: "sync.warn-fork", values: { device, no: warning.no } };
    case "new-stream":
      return { id: "sync.warn-new-stream", values: { count: warning.entries } };
    default:
      return assertNever(warning);
  }
}
