/** The inbox's commands. Single letters act only while the list has the focus, and not where they are off. */
import type { DeskCommand } from "../../platform/command.ts";
import type { OpinionActs } from "./opinion-acts.ts";

/** In the box for the reader. */
export const ANSWER_AND_CLOSE = "Ctrl+Shift+Enter";

export interface CommandsOn {
  readonly acts: () => OpinionActs;
  readonly singleKeys: boolean;
  readonly hasTarget: () => boolean;
  /** The key was pressed in the list. */
  readonly isInList: (pressed: EventTarget | null) => boolean;
  readonly onTask: () => void;
  readonly onMail: () => void;
  /** What is read is an order from outside. */
  readonly hasOrder: () => boolean;
  /** Null where the window has no counter. */
  readonly onNew: (() => void) | null;
  readonly onSelect: () => void;
  readonly onReply: () => void;
  /** Null while nothing stands in the reply, or while it has not the focus. */
  readonly onAnswerAndClose: () => (() => void) | null;
  readonly onUndo: () => void;
}

export function opinionCommands({
  acts,
  singleKeys,
  hasTarget,
  isInList,
  hasOrder,
  onTask,
  onMail,
  onNew,
  onSelect,
  onReply,
  onAnswerAndClose,
  onUndo,
}: CommandsOn): readonly DeskCommand[] {
  const section = "opinion" as const;
  const keyed = (key: string, id: string, label: DeskCommand["label"], run: () => unknown): DeskCommand => ({
    id: `opinion.${id}`,
    label,
    section,
    ...(singleKeys && { keys: [key] }),
    isAt: isInList,
    enabled: hasTarget,
    run: () => void run(),
  });
  return [
    ...(onNew === null
      ? []
      : [{ id: "opinion.new", label: "opinions.new" as const, section, keys: ["Ctrl+N"], inFields: true, run: onNew }]),
    keyed("A", "assign", "opinions.assign", () => acts().ask("assign")),
    keyed("S", "status", "opinions.status", () => acts().ask("status")),
    keyed("P", "priority", "opinions.priority", () => acts().ask("priority")),
    keyed("L", "tag", "opinions.tag", () => acts().ask("tag")),
    keyed("H", "snooze", "opinions.snooze", () => acts().ask("snooze")),
    keyed("D", "due", "opinions.due", () => acts().ask("due")),
    keyed("T", "type", "opinions.type", () => acts().ask("type")),
    keyed("O", "topic", "opinions.topic", () => acts().ask("topic")),
    keyed("G", "department", "opinions.department", () => acts().ask("department")),
    keyed("F", "papers", "opinions.papers", () => acts().ask("papers")),
    { ...keyed("W", "order-step", "opinions.order-step", () => acts().ask({ step: "which" })), enabled: hasOrder },
    keyed("N", "task", "opinions.new-task", onTask),
    {
      ...keyed("M", "mail", "commands.mail", onMail),
      enabled: () => true,
      // an empty inbox has no list that could have the focus: it is on the page, its frame or the link that led here
      isAt: (pressed) => isInList(pressed) || !hasTarget(),
    },
    keyed("R", "reply", "opinions.answer", onReply),
    {
      id: "opinion.answer-close",
      label: "opinions.answer-close",
      section,
      keys: [ANSWER_AND_CLOSE],
      inFields: true,
      enabled: () => onAnswerAndClose() !== null,
      run: () => onAnswerAndClose()?.(),
    },
    keyed("E", "close", "opinions.close", () => acts().close()),
    keyed("X", "select", "opinions.select", onSelect),
    // what was done may have emptied the view, or the next one is still being read
    { ...keyed("U", "undo", "opinions.undo", onUndo), enabled: () => true },
    {
      id: "opinion.satisfaction",
      label: "words.feedback.satisfaction",
      section,
      enabled: hasTarget,
      run: () => acts().ask("satisfaction"),
    },
    { id: "opinion.told", label: "opinions.told", section, enabled: hasTarget, run: () => void acts().told() },
    {
      id: "opinion.no-reply",
      label: "words.feedback.noReply",
      section,
      enabled: hasTarget,
      run: () => void acts().replyWanted(false),
    },
    {
      id: "opinion.wants-reply",
      label: "opinions.wants-reply",
      section,
      enabled: hasTarget,
      run: () => void acts().replyWanted(true),
    },
    { id: "opinion.print", label: "opinions.print", section, enabled: hasTarget, run: () => window.print() },
  ];
}
