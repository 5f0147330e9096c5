/** The menu of one opinion: what its keys do, and what is too seldom for a key. */
import { isUntold } from "#shared/model/feedback.ts";
import type { OpenHistory } from "../../desk-services/record-history.ts";
import type { Translate } from "../../i18n/i18n.ts";
import type { MenuItems } from "../../ui/menu.tsx";
import type { OpinionActs, Pick } from "./opinion-acts.ts";
import type { OpinionRow } from "./opinion-queries.ts";

interface MenuWays {
  readonly acts: OpinionActs;
  readonly setPicking: (pick: Pick) => void;
  readonly onPapers: () => void;
  readonly onOrder: () => void;
  readonly newTask: () => void;
  readonly openHistory: OpenHistory;
}

export const opinionMenu = (
  t: Translate,
  active: OpinionRow,
  { acts, setPicking, onPapers, onOrder, newTask, openHistory }: MenuWays,
): MenuItems => [
  { id: "priority", label: t("opinions.priority"), keys: "P", onSelect: () => setPicking("priority") },
  { id: "tag", label: t("opinions.tag"), keys: "L", onSelect: () => setPicking("tag") },
  { id: "due", label: t("opinions.due"), keys: "D", onSelect: () => setPicking("due") },
  { id: "type", label: t("opinions.type"), keys: "T", onSelect: () => setPicking("type") },
  { id: "topic", label: t("opinions.topic"), keys: "O", onSelect: () => setPicking("topic") },
  { id: "department", label: t("opinions.department"), keys: "G", onSelect: () => setPicking("department") },
  { id: "papers", label: t("opinions.papers"), keys: "F", onSelect: onPapers },
  ...(active.externalOrder === undefined
    ? []
    : [{ id: "order-step", label: t("opinions.order-step"), keys: "W", onSelect: onOrder }]),
  { id: "task", label: t("opinions.new-task"), keys: "N", onSelect: newTask },
  { id: "satisfaction", label: t("words.feedback.satisfaction"), onSelect: () => setPicking("satisfaction") },
  { id: "snooze", label: t("opinions.snooze"), keys: "H", onSelect: () => setPicking("snooze") },
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
