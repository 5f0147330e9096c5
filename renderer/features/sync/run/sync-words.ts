/**
 * Why a sync ended early, and what it has to tell, in one sentence each: what happened and what is safe.
 * Every one leads to exactly one button. The switches are exhaustive: a new tag does not compile without words.
 */
import { assertNever } from "#shared/kernel/assert.ts";
import type { SyncReport, SyncStop, SyncWarning } from "#shared/replication/exchange/sync-report.ts";
import type { Format } from "../../../i18n/format.ts";
import type { Message, MessageId } from "../../../i18n/message-id.ts";
import type { NameOf } from "../../../words/computer-names.ts";
import { alarmOf } from "./alarms.ts";
import type { LostQuestion } from "./sync-store.ts";

export type NoticeAction =
  /** Sync again. */
  | "again"
  | "choose-folder"
  | "prepare"
  | "rebuild"
  /** Puts the particulars on the clipboard, for whoever looks after the share. */
  | "copy"
  /** Asks whether files that are nowhere shall count as lost. */
  | "declare-lost"
  /** Asks no more for a file of which only its announcement is there. */
  | "set-aside"
  /** Starts the page anew. */
  | "reopen"
  /** Asks for the new library code. */
  | "rejoin"
  | "dismiss";

export interface SyncNotice {
  readonly said: Message;
  readonly action: NoticeAction;
  readonly tone: "danger" | "warn" | "info";
  /** What `declare-lost` asks about. */
  readonly lost?: LostQuestion;
  /** The announcement that `set-aside` is about. */
  readonly head?: string;
}

const danger = (id: MessageId, action: NoticeAction, values: Message["values"] = {}): SyncNotice => ({
  said: { id, values },
  action,
  tone: "danger",
});
const warn = (id: MessageId, action: NoticeAction, values: Message["values"] = {}): SyncNotice => ({
  said: { id, values },
  action,
  tone: "warn",
});

/** It was not the store that failed: the program behind the page does not answer. */
const HOST_AWAY = "host-away";

export function stopNotice(stop: SyncStop): SyncNotice {
  switch (stop.tag) {
    case "cancelled":
      return { said: { id: "notices.stop-cancelled" }, action: "again", tone: "info" };
    case "no-folder":
      return warn("notices.stop-no-folder", "again");
    case "gone":
      return warn("notices.stop-gone", "again");
    case "empty-folder":
      return warn("notices.stop-empty-folder", "prepare");
    case "wrong-folder":
      return warn("notices.stop-wrong-folder", "choose-folder");
    case "marker-lost":
      return danger("notices.stop-marker-lost", "rebuild");
    case "another-library":
      return warn("sync.another-library", "choose-folder");
    case "newer-format":
      return warn("notices.stop-newer-format", "again");
    case "read-only":
      return warn("notices.stop-read-only", "again");
    case "full":
      return warn("notices.stop-full", "again");
    case "unclear":
      if (stop.code === HOST_AWAY) return danger("notices.stop-host-away", "again");
      return warn("notices.stop-unclear", "again", { code: stop.code });
    case "other-content":
      return danger("notices.stop-other-content", "copy", { file: stop.file });
    case "not-kept":
      return danger("notices.stop-not-kept", "again");
    case "locked":
      return danger("notices.stop-locked", "reopen");
    case "removed":
      return danger("notices.stop-removed", "rejoin");
    case "local-store":
      if (stop.code === HOST_AWAY) return danger("notices.stop-host-away", "again");
      return danger("notices.stop-local-store", "again", { code: stop.code });
    case "database":
      // what a call of the seals met stands behind the error's name
      if (stop.reason.endsWith(HOST_AWAY)) return danger("notices.stop-host-away", "again");
      return danger("notices.stop-database", "reopen", { reason: stop.reason });
    default:
      return assertNever(stop);
  }
}

/** Of how many readers, since nobody knows what an entry is. */
export const setAsideNotice = ({ readers }: NonNullable<SyncReport["setAside"]>): SyncNotice =>
  readers === 0
    ? warn("notices.warn-set-aside-other", "dismiss")
    : warn("notices.warn-set-aside", "dismiss", { readers });

const MINUTE_MS = 60_000;

/** What is told of the last sync only; alarms are said by themselves, until they are acknowledged. */
export type PassingWarning = Exclude<
  SyncWarning,
  { readonly tag: "file-refused" | "second-marker" | "went-back" | "fork" | "old-code" | "new-code" | "digest-differs" }
>;

export const isPassing = (warning: SyncWarning): warning is PassingWarning => alarmOf(warning) === null;

export function warningNotice(warning: PassingWarning, nameOf: NameOf, format: Format): SyncNotice {
  const name = "device" in warning ? nameOf(warning.stream, warning.device) : "";
  switch (warning.tag) {
    case "clock-off":
      return warn("notices.warn-clock-off", "again", {
        name,
        minutes: format.number(Math.max(1, Math.round(Math.abs(warning.aheadMs) / MINUTE_MS))),
      });
    case "batch-missing":
      return warning.gap === null
        ? warn("notices.warn-batch-missing", "again", { name, number: warning.no })
        : {
            ...warn("notices.warn-batch-lost", "declare-lost", { name, number: warning.no }),
            lost: { gap: warning.gap, name },
          };
    case "head-alone":
      return { ...warn("notices.warn-head-alone", "set-aside", { name, number: warning.no }), head: warning.head };
    case "removed-wrote":
      return warn("notices.warn-removed-wrote", "dismiss", {
        name,
        day: warning.at === null ? "?" : format.day(warning.at),
      });
    case "removal-late":
      return danger("notices.warn-removal-late", "copy");
    case "key-missing":
      return keyMissingNotice([name], format);
    case "unfinished":
      return warn("notices.warn-unfinished", "again", { name });
    case "new-stream":
      return warn("notices.warn-new-stream", "reopen");
    default:
      return assertNever(warning);
  }
}

/** One key is lacking, of however many computers the files are that wait for it. */
export const keyMissingNotice = (names: readonly string[], format: Pick<Format, "list">): SyncNotice =>
  warn("notices.warn-key-missing", "rejoin", { name: format.list(names) });

export function actionLabel(action: NoticeAction): MessageId {
  switch (action) {
    case "again":
      return "notices.do-again";
    case "choose-folder":
      return "notices.do-choose-folder";
    case "prepare":
      return "notices.do-prepare";
    case "rebuild":
      return "notices.do-rebuild";
    case "copy":
      return "notices.do-copy";
    case "declare-lost":
      return "notices.do-declare-lost";
    case "set-aside":
      return "notices.do-set-aside";
    case "reopen":
      return "notices.do-reopen";
    case "rejoin":
      return "notices.do-rejoin";
    case "dismiss":
      return "notices.do-dismiss";
    default:
      return assertNever(action);
  }
}
