/** Sentences for everything that a refresh can meet; the switches are exhaustive. */
import type { StopReason } from "#shared/import-export/refresh/stop-reasons.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import type { Format } from "../../../i18n/format.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import type { RefreshLookFailure, RefreshTakeFailure } from "../../../platform/worker/refresh-api.ts";
import { failureSentence } from "../import-words.ts";
import type { RefreshLine } from "./refresh-store.ts";

/** As a question: it is right so, or it is not. */
export function reasonSentence(reason: StopReason, t: Translate, format: Format, now: number): string {
  switch (reason.tag) {
    case "shrank":
      return t("lists.ask-shrank", {
        before: format.number(reason.before),
        now: format.number(reason.now),
        share: format.percent((reason.before - reason.now) / reason.before),
      });
    case "full-sheet":
      return t("lists.ask-full-sheet", { rows: format.number(reason.rows) });
    case "older": {
      const [before, written] = format.momentsApart(reason.before, reason.now, now);
      return t("lists.ask-older", { before, now: written });
    }
    case "lacks-branches":
    case "lacks-categories":
    case "lacks-columns":
      return t(`lists.ask-${reason.tag}`, { names: format.list(reason.names.slice(0, MOST_NAMES)) });
    default:
      return assertNever(reason);
  }
}

const MOST_NAMES = 10;

function refreshFailure(failure: RefreshLookFailure | RefreshTakeFailure, t: Translate, format: Format): string {
  switch (failure.tag) {
    case "no-place":
      return t("lists.fail-no-place");
    case "place-away":
      return t("lists.fail-place-away", { path: failure.path, code: failure.code });
    case "not-plain":
      return t("lists.fail-not-plain", { path: failure.path });
    case "being-written":
      return t("lists.fail-being-written", { name: failure.name });
    case "none-fits":
      return failure.files === 0
        ? t("lists.fail-no-files", { path: failure.path })
        : t("lists.fail-none-fits", { path: failure.path, n: failure.files });
    case "unknown-columns":
      return failure.lacks.length === 0
        ? t("lists.fail-unknown-columns", { name: failure.name })
        : t("lists.fail-lacks-columns", { name: failure.name, columns: format.list(failure.lacks) });
    case "lacks-needed":
      return t(`lists.fail-lacks-${failure.column}`, { name: failure.name });
    case "no-rows":
      return t("lists.fail-no-rows", { name: failure.name });
    case "unreadable":
      return t("lists.fail-unreadable", {
        name: failure.name,
        why: failureSentence(failure.failure, t, format, "opening"),
      });
    case "asks":
      return t("lists.fail-asks");
    case "host-away":
      return t("lists.fail-host-away");
    case "cancelled":
      return t("lists.fail-cancelled");
    default:
      return failureSentence(failure, t, format, "checking");
  }
}

export function lineSentence(line: RefreshLine, t: Translate, format: Format, now: number): string {
  switch (line.tag) {
    case "nothing-new":
      return t("lists.line-nothing-new", { name: line.name, when: format.moment(line.takenAt, now) });
    case "done":
      return line.importId === null
        ? t("lists.line-same", { name: line.name })
        : t("lists.line-done", { name: line.name, fresh: line.fresh, changed: line.changed });
    case "broken-off":
      return t("lists.line-broken-off", { name: line.name, n: line.written });
    case "asks":
      return t("lists.line-asks", { name: line.name, n: line.reasons.length });
    case "left":
      return t("lists.line-left");
    case "failed":
      return refreshFailure(line.failure, t, format);
    default:
      return assertNever(line);
  }
}
