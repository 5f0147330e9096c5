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
  readonly onPapers: () => void;
  readonly onTask: () => void;
  readonly onMail: () => void;
  /** Null where what is read is no order from outside. */
  readonly onOrder: () => (() => void) | null;
  /** Null where the window has no counter. */
  readonly onNew: (() => void) | null;
  readonly onSelect: () => void;
  readonly onReply: () => void;
  /** Null while nothing stands in the reply, or while it has not the focus. */
  readonly onAnswerAndClose: () => (() => void) | null;
  readonly onUndo: () => void;
  readonly onPrint: () => void;
}

export function opinionCommands({
  acts,
  singleKeys,
  hasTarget,
  isInList,
  onPapers,
  onTask,
  onMail,
  onOrder,
  onNew,
  onSelect,
  onReply,
  onAnswerAndClose,
  onUndo,
  onPrint,
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
    keyed("A", "assign", "opinions.assign", () => acts().pick("assign")),
    keyed("S", "status", "opinions.status", () => acts().pick("status")),
    keyed("P", "priority", "opinions.priority", () => acts().pick("priority")),
    keyed("L", "tag", "opinions.tag", () => acts().pick("tag")),
    keyed("H", "snooze", "opinions.snooze", () => acts().pick("snooze")),
    keyed("D", "due", "opinions.due", () => acts().pick("due")),
    keyed("T", "type", "opinions.type", () => acts().pick("type")),
    keyed("O", "topic", "opinions.topic", () => acts().pick("topic")),
    keyed("G", "department", "opinions.department", () => acts().pick("department")),
    keyed("F", "papers", "opinions.papers", onPapers),
    { ...keyed("W", "order-step", "opinions.order-step", () => onOrder()?.()), enabled: () => onOrder() !== null },
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
      run: () => acts().pick("satisfaction"),
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
    { id: "opinion.print", label: "opinions.print", section, enabled: hasTarget, run: onPrint },
  ];
}
