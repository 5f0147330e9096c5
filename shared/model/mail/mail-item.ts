/**
 * A row of the opening mail 来件登记 before it is registered: one letter, fax, voice mail, mail, form, page of the
 * visitors' book or order from outside, as far as it is written. It is a draft of this computer and no record.
 */
import * as v from "valibot";
import { addWorkingDays, opinionDue, type WorkCalendar } from "../calendar/working-days.ts";
import { FEEDBACK_TYPES, type FeedbackType } from "../feedback.ts";
import type { Jurisdiction } from "../house.ts";
import { offeredIn } from "../place-channels.ts";
import type { DeadlineDays } from "../settings/deadline-days.ts";

/** How something comes overnight, in the order of their digits; an order from outside is the last. */
const MAIL_CHANNELS = [
  "letter",
  "fax",
  "voicemail",
  "web",
  "email",
  "visitors-book",
  "wechat",
  "line",
  "sms",
  "order",
] as const;
export type MailChannel = (typeof MAIL_CHANNELS)[number];

export const mailChannelsIn = (place: Jurisdiction): readonly MailChannel[] =>
  offeredIn(place, MAIL_CHANNELS).slice(0, 8).concat("order");

/** Kinds of opinion, then an enquiry (a service record) and somebody who waits for a call (a promise). */
export const MAIL_KINDS = [...FEEDBACK_TYPES, "enquiry", "call-back"] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export const isOpinionKind = (kind: MailKind): kind is FeedbackType => kind !== "enquiry" && kind !== "call-back";

const mailItem = v.object({
  /** Ids of what it will become: the item's, not the press's. */
  id: v.string(),
  log: v.string(),
  task: v.string(),
  /** When the row was begun, epoch ms: their order. */
  begun: v.number(),
  channel: v.nullable(v.picklist(MAIL_CHANNELS)),
  /** Of an order, as typed: its system, its number there, its day. */
  system: v.string(),
  number: v.string(),
  orderDue: v.string(),
  /** Whose card it is; null: who it says, or nobody. */
  reader: v.nullable(v.string()),
  who: v.string(),
  kind: v.nullable(v.picklist(MAIL_KINDS)),
  title: v.string(),
  text: v.string(),
  /** As typed; empty: by the working days. */
  due: v.string(),
  /** `staff/<id>` or `department/<code>`; empty: nobody yet. */
  owner: v.string(),
  /** When it came, epoch ms, where a file says so; null: when it is registered. */
  receivedAt: v.nullable(v.number()),
  /** Name of the file that it was read from, or where the paper lies. */
  source: v.string(),
  /** Of what was read from a file: a digest of what was read, so that the same letter is known when it comes again. */
  mark: v.optional(v.string()),
});
export type MailItem = v.InferOutput<typeof mailItem>;

/** Without a name: of a desk where nobody was chosen. It is whose who finds it. */
const signed = v.intersect([mailItem, v.object({ by: v.optional(v.string()) })]);

/** A row as it lies in its drawer; null where it does not fit the present form. */
export function parseMailDraft(value: unknown): { readonly item: MailItem; readonly by: string | undefined } | null {
  const parsed = v.safeParse(signed, value);
  if (!parsed.success) return null;
  const { by, ...item } = parsed.output;
  return { item, by };
}

export const emptyMailItem = (ids: Pick<MailItem, "id" | "log" | "task">, begun: number): MailItem => ({
  ...ids,
  begun,
  channel: null,
  system: "",
  number: "",
  orderDue: "",
  reader: null,
  who: "",
  kind: null,
  title: "",
  text: "",
  due: "",
  owner: "",
  receivedAt: null,
  source: "",
});

export const isBlankItem = (item: MailItem): boolean =>
  item.channel === null &&
  item.kind === null &&
  item.reader === null &&
  item.owner === "" &&
  [item.number, item.who, item.title, item.text, item.due, item.source].every((words) => words.trim() === "");

/** Cells that an item cannot be registered without. */
export type MailCell =
  | "channel"
  | "system"
  | "number"
  | "orderDue"
  | "who"
  | "kind"
  | "title"
  | "text"
  | "due"
  | "owner";

/**
 * The first cell that has to be filled before the item can be registered; null where it can.
 * @param isDayRead whether a day that was typed is one
 */
export function missingInItem(item: MailItem, isDayRead: (typed: string) => boolean): MailCell | null {
  if (item.channel === null) return "channel";
  if (item.channel === "order") {
    if (item.system.trim() === "") return "system";
    if (item.number.trim() === "") return "number";
    if (item.orderDue.trim() !== "" && !isDayRead(item.orderDue)) return "orderDue";
  }
  // nobody can be called back of whom nothing is known
  if (item.kind === "call-back" && item.reader === null && item.who.trim() === "") return "who";
  if (item.kind === null) return "kind";
  if (item.title.trim() === "" && item.text.trim() === "") return "text";
  return item.due.trim() !== "" && !isDayRead(item.due) ? "due" : null;
}

/**
 * By when it is to be answered where nobody says another day: an opinion by its kind's working days, a call back on the
 * next working day.
 * @param receivedOn YYYY-MM-DD @returns undefined where none is due
 */
export function mailDue(
  kind: MailKind | null,
  receivedOn: string,
  today: string,
  calendar: WorkCalendar,
  within?: DeadlineDays,
): string | undefined {
  if (kind === null || kind === "enquiry") return undefined;
  return kind === "call-back" ? addWorkingDays(today, 1, calendar) : opinionDue(kind, receivedOn, calendar, within);
}
