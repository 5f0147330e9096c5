/** The menu of one opinion: what its keys do, and what is too seldom for a key. */
import { isUntold } from "#shared/model/feedback.ts";
import type { OpenHistory } from "../../desk-services/record-history.ts";
import type { Translate } from "../../i18n/i18n.ts";
import type { MenuItems } from "../../ui/menu.tsx";
import type { OpinionActs } from "./opinion-acts.ts";
import type { OpinionRow } from "./opinion-queries.ts";

interface MenuWays {
  readonly acts: OpinionActs;
  readonly newTask: () => void;
  readonly openHistory: OpenHistory;
}

export const opinionMenu = (t: Translate, active: OpinionRow, { acts, newTask, openHistory }: MenuWays): MenuItems => [
  { id: "priority", label: t("opinions.priority"), keys: "P", onSelect: () => acts.ask("priority") },
  { id: "tag", label: t("opinions.tag"), keys: "L", onSelect: () => acts.ask("tag") },
  { id: "due", label: t("opinions.due"), keys: "D", onSelect: () => acts.ask("due") },
  { id: "type", label: t("opinions.type"), keys: "T", onSelect: () => acts.ask("type") },
  { id: "topic", label: t("opinions.topic"), keys: "O", onSelect: () => acts.ask("topic") },
  { id: "department", label: t("opinions.department"), keys: "G", onSelect: () => acts.ask("department") },
  { id: "papers", label: t("opinions.papers"), keys: "F", onSelect: () => acts.ask("papers") },
  ...(active.externalOrder === undefined
    ? []
    : [{ id: "order-step", label: t("opinions.order-step"), keys: "W", onSelect: () => acts.ask({ step: "which" }) }]),
  { id: "task", label: t("opinions.new-task"), keys: "N", onSelect: newTask },
  { id: "satisfaction", label: t("words.feedback.satisfaction"), onSelect: () => acts.ask("satisfaction") },
  { id: "snooze", label: t("opinions.snooze"), keys: "H", onSelect: () => acts.ask("snooze") },
  {
    id: "told",
    label: t("opinions.told"),
    disabled: active.noReply === true || (active.status !== "answered" && !isUntold(active)),
    onSelect: () => void acts.told(),
  },
  {
    id: "no-reply",
    label: t(active.noReply === true ? "opinions.wants-reply" : "words.feedback.noReply"),
    // of whom nobody knows a name or a number nobody could be told
    disabled: active.noReply !== true && (active.reader ?? active.contact) === undefined,
    onSelect: () => void acts.replyWanted(active.noReply === true),
  },
  { id: "close", label: t("opinions.close"), keys: "E", onSelect: () => void acts.close() },
  null,
  {
    id: "history",
    label: t("opinions.record-history"),
    onSelect: () => openHistory({ kind: "feedback", ids: [active.id], title: active.title ?? active.registerNo ?? "" }),
  },
  { id: "print", label: t("opinions.print"), keys: "Ctrl+P", onSelect: () => window.print() },
];
