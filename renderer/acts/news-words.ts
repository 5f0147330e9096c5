/**
 * What is said of an act: that it is safe, that it is not yet and why, or that nothing was written; what to press
 * stands in it.
 */
import type { SaveFailure } from "#shared/host/save-failure.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import type { Format } from "../i18n/format.ts";
import type { I18n } from "../i18n/i18n.ts";
import type { MessageId } from "../i18n/message-id.ts";
import type { Deed, News, Why } from "./acts.ts";
import { commandName, deedCellName } from "./deed-names.ts";

export interface NewsWords {
  readonly text: string;
  readonly detail?: string;
  readonly tone?: "failed";
}

/** News that has words. */
export type WordedNews = Exclude<News, { readonly tag: "saving" | "overtaken" }>;
type Language = Pick<I18n, "t" | "say">;

export function newsWords(news: WordedNews, language: Language, { list }: Pick<Format, "list">): NewsWords {
  const { t } = language;
  switch (news.tag) {
    case "saved":
      return savedWords(news, language, list);
    case "not-safe":
      return {
        text: t("acts.not-safe", { act: deedText(news.deed, language) }),
        detail: t(waiting(news.why)),
        tone: "failed",
      };
    case "not-begun":
      return { text: t("acts.not-begun"), detail: t(notBegun(news.why)), tone: "failed" };
    case "nothing":
      return { text: t(news.direction === "undo" ? "acts.nothing-to-undo" : "acts.nothing-to-redo") };
    case "command-broke":
      return {
        text: t("acts.command-broke", { command: t(news.command.label, news.command.values) }),
        detail: t("acts.command-broke-safe"),
        tone: "failed",
      };
    default:
      return assertNever(news);
  }
}

function savedWords(
  { deed, late, unsafe }: Extract<News, { tag: "saved" }>,
  language: Language,
  list: Format["list"],
): NewsWords {
  const { t } = language;
  const details = [
    ...(late ? [t("acts.safe-now")] : []),
    ...(deed.tag === "act" && deed.act.detail !== undefined ? [deed.act.detail] : []),
    ...(deed.tag === "turned" ? [...aboutWords(deed, language, list), ...leftWords(deed.left, language, list)] : []),
    ...(unsafe.length > 0
      ? [
          t("acts.others-not-safe", {
            count: unsafe.length,
            acts: list(unsafe.map((other) => deedText(other, language))),
          }),
        ]
      : []),
  ];
  const isNothing = deed.tag === "turned" && deed.nothing === true;
  return {
    text: deedText(deed, language),
    ...(isNothing && { tone: "failed" as const }),
    ...(details.length > 0 && { detail: details.join(" · ") }),
  };
}

function deedText(deed: Deed, { t, say }: Language): string {
  if (deed.tag === "act") return say(deed.act.said);
  const act = deed.said === undefined ? t(commandName(deed.command)) : say(deed.said);
  if (deed.nothing === true)
    return t(deed.direction === "undo" ? "acts.undone-nothing" : "acts.redone-nothing", { act });
  return t(deed.direction === "undo" ? "acts.undone" : "acts.redone", { act });
}

/** What it was, and whom it was about where that does not say so; its own toast has said it a moment ago. */
function aboutWords(
  { said, was, who = [], others = 0 }: Extract<Deed, { tag: "turned" }>,
  { t, say }: Language,
  list: Format["list"],
): readonly string[] {
  const all = others === 0 ? who : [...who, t("acts.others", { count: others })];
  const isNamed = said !== undefined || was?.values?.who !== undefined || all.length === 0;
  return [...(was === undefined ? [] : [say(was)]), ...(isNamed ? [] : [list(all)])];
}

function leftWords(left: readonly string[], { t }: Language, list: Format["list"]): readonly string[] {
  const fields = [...new Set(left.map((cell) => deedCellName(cell, t)))];
  return fields.length === 0 ? [] : [t("acts.left", { count: left.length, fields: list(fields) })];
}

/** What was typed stays where it is: what to do before it is pressed again. */
function notBegun(why: Why): MessageId {
  switch (why) {
    case "journal-silent":
      return "acts.silent";
    case "disk-full":
      return "acts.disk-full";
    case "disk-refused":
      return "acts.disk-refused";
    case "folder-away":
      return "acts.away";
    case "database-gone":
      return "acts.database-gone";
    case "journal-refused":
    case "broken":
      return "acts.broken";
    case "stream-moved":
      return "acts.stream-moved";
    case "too-large":
      return "acts.too-large";
    case "reader-gone":
      return "acts.reader-gone";
    case "reader-changed":
      return "acts.reader-changed";
    case "still-pending":
      return "acts.still-pending";
    default:
      return assertNever(why);
  }
}

/**
 * It stands in this window's database and waits for the journal: nobody has to enter it again, unless the database is
 * gone.
 */
function waiting(why: SaveFailure["tag"]): MessageId {
  switch (why) {
    case "journal-silent":
      return "acts.waits-silent";
    case "disk-full":
      return "acts.waits-disk-full";
    case "disk-refused":
      return "acts.waits-disk-refused";
    case "folder-away":
      return "acts.waits-away";
    case "database-gone":
      return "acts.lost-with-database";
    case "journal-refused":
      return "acts.waits-refused";
    default:
      return assertNever(why);
  }
}
