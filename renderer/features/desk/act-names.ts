/** What an undone command is called on the screen. Any screen's act may be the last one, so all are here. */
import type { MessageId } from "../../i18n/message-id.ts";

const NAMES: Readonly<Record<string, MessageId>> = {
  "interaction.log": "desk.act.log",
  "interaction.note": "desk.act.note",
  "interaction.edit": "desk.act.record",
  "record.tag": "desk.act.tag",
  "feedback.register": "desk.act.opinion",
  "feedback.answer": "desk.act.answer",
  "feedback.assign": "desk.act.assign",
  "feedback.status": "desk.act.status",
  "feedback.close": "desk.act.close",
  "feedback.told": "desk.act.told",
  "feedback.note": "desk.act.internal-note",
  "feedback.tag": "desk.act.tag",
  "feedback.due": "desk.act.opinion-edit",
  "feedback.papers": "desk.act.opinion-edit",
  "feedback.priority": "desk.act.opinion-edit",
  "feedback.snooze": "desk.act.opinion-edit",
  "feedback.topic": "desk.act.opinion-edit",
  "feedback.type": "desk.act.opinion-edit",
  "reader.create": "desk.act.new-reader",
  "reader.renew": "desk.act.renew",
  "reader.edit": "desk.act.reader-edit",
  "reader.consent": "desk.act.consent",
  "reader.delete": "desk.act.reader-delete",
  "reader.merge": "desk.act.merge",
  "task.done": "desk.act.task-done",
  "task.edit": "desk.act.task",
  "task.assign": "desk.act.task",
  "task.reopen": "desk.act.task",
  "interaction.contact": "desk.act.log",
  "rule.tasks": "desk.act.rules",
  "conflict.decide": "desk.act.conflict",
};

export const actName = (command: string): MessageId => NAMES[command] ?? "desk.act.other";
