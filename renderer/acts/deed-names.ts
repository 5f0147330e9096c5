/** What an act is called when it is taken back: by its command, and what of it was left by its fields. */
import { ORDER_STEPS } from "#shared/model/feedback.ts";
import { isKind, RECORDS } from "#shared/model/kinds.ts";
import type { Translate } from "../i18n/i18n.ts";
import type { MessageId } from "../i18n/message-id.ts";
import { settingName } from "../words/setting-name.ts";

/** By command, or by its first word. */
const NAMES: Readonly<Record<string, MessageId>> = {
  "interaction.log": "desk.act.log",
  "interaction.note": "desk.act.note",
  "interaction.edit": "desk.act.record",
  "interaction.remove": "desk.act.record-remove",
  "record.tag": "desk.act.tag",
  attachment: "desk.act.attachment",
  "attachment.remove": "desk.act.attachment-remove",
  "feedback.register": "desk.act.opinion",
  "feedback.answer": "desk.act.answer",
  "feedback.assign": "desk.act.assign",
  "feedback.status": "desk.act.status",
  "feedback.close": "desk.act.close",
  "feedback.told": "desk.act.told",
  "feedback.reply-wanted": "desk.act.opinion-edit",
  "feedback.note": "desk.act.internal-note",
  "feedback.tag": "desk.act.tag",
  "feedback.due": "desk.act.opinion-edit",
  "feedback.papers": "desk.act.opinion-edit",
  ...Object.fromEntries(
    ORDER_STEPS.map((step): [string, MessageId] => [`feedback.order-${step}`, `words.order-step.${step}`]),
  ),
  "feedback.mail": "desk.act.opinion",
  "feedback.priority": "desk.act.opinion-edit",
  "feedback.satisfaction": "desk.act.opinion-edit",
  "feedback.snooze": "desk.act.later",
  "feedback.wake": "desk.act.opinion-edit",
  "feedback.topic": "desk.act.opinion-edit",
  "feedback.department": "desk.act.opinion-edit",
  "feedback.type": "desk.act.opinion-edit",
  "activity.visit": "attend.act-visit",
  "activity.event": "attend.act-event",
  "reader.create": "desk.act.new-reader",
  "reader.renew": "desk.act.renew",
  "reader.edit": "desk.act.reader-edit",
  "reader.contact-later": "desk.act.contact-later",
  "reader.consent": "desk.act.consent",
  "reader.do-not-contact": "desk.act.do-not-contact",
  "reader.interest": "desk.act.reader-edit",
  "reader.delete": "desk.act.reader-delete",
  "reader.merge": "desk.act.merge",
  "reader.part": "desk.act.part",
  "reader.not-same": "desk.act.not-same",
  "task.add": "desk.act.task-add",
  "task.promise": "desk.act.promise",
  "task.add-each": "desk.act.task-add",
  "task.done": "desk.act.task-done",
  "task.edit": "desk.act.task",
  "task.later": "desk.act.later",
  "task.assign": "desk.act.task",
  "task.accept": "desk.act.task",
  "task.reopen": "desk.act.task",
  "interaction.contact": "desk.act.contact",
  "interaction.missed": "desk.act.missed",
  "interaction.declined": "desk.act.declined",
  "outreach.call": "desk.act.outreach-call",
  "outreach.later": "desk.act.later",
  "outreach.sent": "desk.act.outreach-sent",
  "outreach.delivered": "desk.act.outreach-delivered",
  "outreach.letter-returned": "desk.act.outreach-returned",
  "outreach.deal": "desk.act.outreach-deal",
  "outreach.give-back": "desk.act.outreach-give-back",
  "rule.tasks": "desk.act.rules",
  "conflict.decide": "desk.act.conflict",
  "report.type": "desk.act.report",
  "report.basics": "desk.act.report",
  "report.form": "desk.act.report-form",
  handover: "desk.act.handover",
  "handover.take-notes": "desk.act.take-note",
  "handover.take-note": "desk.act.take-note",
  history: "desk.act.restore",
  outreach: "desk.act.outreach",
  "outreach.create": "desk.act.outreach-create",
  "outreach.edit": "desk.act.outreach-edit",
  "outreach.make": "desk.act.outreach-make",
  segment: "desk.act.segment",
  setting: "desk.act.settings",
  staff: "desk.act.settings",
  "staff.leave": "desk.act.leave",
  code: "desk.act.settings",
  branch: "desk.act.settings",
  "branch.hide": "desk.act.branch-hide",
  "branch.show": "desk.act.branch-show",
  "branch.calendar": "desk.act.calendar",
  "branch.hours": "desk.act.hours",
};

export const commandName = (command: string): MessageId =>
  NAMES[command] ?? NAMES[command.split(".", 1)[0] ?? ""] ?? "desk.act.other";

/** @param cell `kind/id/field`, `kind/id/field/element`, or a whole record's `kind/id` */
export function deedCellName(cell: string, t: Translate): string {
  const [kind = "", , field = ""] = cell.split("/");
  if (!isKind(kind)) return field;
  const record = t(`words.kind.${kind}` as MessageId);
  if (kind === "setting") return arrived(settingName(settingIn(cell), t)) ?? record;
  // a deletion, or a merge, is about the record
  if (!Object.hasOwn(RECORDS[kind].fields, field)) return record;
  return arrived(t(`words.${kind}.${field}` as MessageId)) ?? record; // every field has its word
}

/** An id of a setting may have parts of its own. */
const settingIn = (cell: string): string => cell.split("/").slice(1, -1).join("/");

/** What screens say comes a moment after the desk; until then a word is its own name. */
const arrived = (word: string): string | undefined => (/^[a-z-]+\.[\w.-]+$/.test(word) ? undefined : word);
