/**
 * Why a sync ended early, and what it has to tell, in one sentence each: what happened and what is safe.
 * Every one leads to exactly one button. The switches are exhaustive: a new tag does not compile without words.
 */
import { assertNever } from "#shared/kernel/assert.ts";
import type { SyncStop, SyncWarning } from "#shared/replication/sync-report.ts";
import type { Format } from "../../../i18n/format.ts";
import type { Message, MessageId } from "../../../i18n/message-id.ts";
import type { LostQuestion } from "./sync-store.ts";

export type NoticeAction =
  /** Sync again. */
  | "again"
  | "choose-folder"
  | "prepare"
  | "rebuild"
  /** Puts the particulars on the clipboard, for whoever looks after the share. */
  | "copy"
  /** Writes the particulars into a file, for whoever looks after the program. */
  | "save"
  /** Asks whether files that are nowhere shall count as lost. */
  | "declare-lost"
  /** Starts the page anew. */
  | "reopen"
  /** Asks for the new library code. */
  | "rejoin"
  | "dismiss";

export interface Notice {
  readonly said: Message;
  readonly action: NoticeAction;
  readonly tone: "danger" | "warn" | "info";
  /** What `declare-lost` asks about. */
  readonly lost?: LostQuestion;
}

const danger = (id: MessageId, action: NoticeAction, values: Message["values"] = {}): Notice => ({ said: { id, values }, action, tone: "danger" });
const warn = (id: MessageId, action: NoticeAction, values: Message["values"] = {}): Notice => ({ said: { id, values }, action, tone: "warn" });

export function stopNotice(stop: SyncStop): Notice {
  switch (stop.tag) {
    case "cancelled":
      return { said: { id: "sync.stop-cancelled" }, action: "again", tone: "info" };
    case "no-folder":
      return warn("sync.stop-no-folder", "again");
    case "gone":
      return warn("sync.stop-gone", "again");
    case "empty-folder":
      return warn("sync.stop-empty-folder", "prepare");
    case "wrong-folder":
      return warn("sync.stop-wrong-folder", "choose-folder");
    case "another-library":
      return warn("sync.stop-another-library", "choose-folder");
    case "two-libraries":
      return danger("sync.stop-two-libraries", "choose-folder", { count: stop.libraries.length });
    case "newer-format":
      return warn("sync.stop-newer-format", "again");
    case "read-only":
      return warn("sync.stop-read-only", "again");
    case "full":
      return warn("sync.stop-full", "again");
    case "unclear":
      return warn("sync.stop-unclear", "again", { code: stop.code });
    case "other-content":
      return danger("sync.stop-other-content", "copy", { file: stop.file });
    case "not-kept":
      return danger("sync.stop-not-kept", "again");
    case "locked":
      return danger("sync.stop-locked", "reopen");
    case "removed":
      return danger("sync.stop-removed", "rejoin");
    case "local-store":
      return danger("sync.stop-local-store", "again", { code: stop.code });
    case "database":
      return danger("sync.stop-database", "reopen", { reason: stop.reason });
    default:
      return assertNever(stop);
  }
}

/** The folder holds our files and has lost its marker: it can be made whole from here. */
export const MARKER_LOST: Notice = danger("sync.stop-marker-lost", "rebuild");

const MINUTE_MS = 60_000;

/** @param nameOf what a computer is called that has not told its name */
export function warningNotice(warning: SyncWarning, nameOf: (stream: string) => string, format: Format): Notice {
  const name = "device" in warning ? (warning.device ?? nameOf(warning.stream)) : "";
  switch (warning.tag) {
    case "clock-off":
      return warn("sync.warn-clock-off", "again", { name, minutes: format.number(Math.max(1, Math.round(Math.abs(warning.aheadMs) / MINUTE_MS))) });
    case "file-refused":
      return danger("sync.warn-file-refused", "copy", { name, reason: warning.error.tag });
    case "batch-missing":
      return warning.gap === null
        ? warn("sync.warn-batch-missing", "again", { name, number: warning.no })
        : { ...warn("sync.warn-batch-lost", "declare-lost", { name, number: warning.no }), lost: { gap: warning.gap, name } };
    case "went-back":
      return warn("sync.warn-went-back", "dismiss", { name, from: warning.from, to: warning.to });
    case "fork":
      return danger("sync.warn-fork", "copy", { name });
    case "digest-differs":
      return danger("sync.warn-digest-differs", "save", { name });
    case "removed-wrote":
      return warn("sync.warn-removed-wrote", "dismiss", { name, day: warning.at === null ? "?" : format.day(warning.at) });
    case "removal-late":
      return danger("sync.warn-removal-late", "copy");
    case "old-code":
      return danger("sync.warn-old-code", "dismiss", { name });
    case "key-missing":
      return warn("sync.warn-key-missing", "again", { name });
    case "unfinished":
      return warn("sync.warn-unfinished", "again", { name });
    case "new-stream":
      return warn("sync.warn-new-stream", "reopen", { count: warning.entries });
    default:
      return assertNever(warning);
  }
}

export function actionLabel(action: NoticeAction): MessageId {
  switch (action) {
    case "again":
      return "sync.do-again";
    case "choose-folder":
      return "sync.do-choose-folder";
    case "prepare":
      return "sync.do-prepare";
    case "rebuild":
      return "sync.do-rebuild";
    case "copy":
      return "sync.do-copy";
    case "save":
      return "sync.do-save";
    case "declare-lost":
      return "sync.do-declare-lost";
    case "reopen":
      return "sync.do-reopen";
    case "rejoin":
      return "sync.do-rejoin";
    case "dismiss":
      return "sync.do-dismiss";
    default:
      return assertNever(action);
  }
}
