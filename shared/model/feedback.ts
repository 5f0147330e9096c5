/** An opinion 读者意见: what a reader said about the library, and what became of it. */
import * as v from "valibot";
import { CHANNELS, contact } from "./interaction.ts";
import { isOver } from "./last-day.ts";
import {
  day,
  defineRecord,
  instant,
  line,
  map,
  one,
  type RecordOptions,
  set,
  text,
  type ValuesOf,
  word,
} from "./record.ts";
import { belongsTo, mentions, refersTo } from "./reference.ts";

export const FEEDBACK_TYPES = ["complaint", "suggestion", "praise", "question", "personal-information"] as const;
export type FeedbackType = (typeof FEEDBACK_TYPES)[number];

/** In order; each step is dated by its change. */
export const FEEDBACK_STATUSES = ["registered", "accepted", "in-progress", "answered", "closed"] as const;
export type FeedbackStatus = (typeof FEEDBACK_STATUSES)[number];
export const PRIORITIES = ["low", "normal", "high"] as const;

/** What passes between the library and whoever sent an order from outside. */
export const ORDER_STEPS = [
  "signed",
  "returned",
  "extension-asked",
  "extension-granted",
  "extension-refused",
  "reply-filed",
  "called-back",
  "judged",
] as const;
export type OrderStep = (typeof ORDER_STEPS)[number];

/** What a call back heard, or what was judged outside. */
export const ORDER_VERDICTS = ["satisfied", "not-satisfied", "not-reached"] as const;
export type OrderVerdict = (typeof ORDER_VERDICTS)[number];

const masked = { masked: true };

const kept: RecordOptions = {
  rows: "many",
  // the last four stand in no entry: the database finds them for what is open, and for what is answered and still to be told
  indexes: [
    "reader",
    "status",
    "receivedAt",
    "registerNo",
    "open",
    "unanswered",
    "[workOf+unanswered]",
    "asleep",
    "untold",
  ],
  inbox: true,
  restored: true,
  timesMove: true,
};

export const feedback = defineRecord("feedback", kept, {
  reader: one(belongsTo("reader"), "ask", { personal: true }),
  contact: one(contact, "ask", masked),
  type: one(v.picklist(FEEDBACK_TYPES), "ask"),
  /** A code of the list `topic`. */
  topic: one(line, "ask"),
  /** One line for lists; the first line of the text where absent. */
  title: one(line, "ask"),
  text: one(text, "ask", masked),
  channel: one(v.picklist(CHANNELS), "ask"),
  receivedAt: one(instant, "ask"),
  /** Who took it: responsible until another accepts. */
  firstAsked: one(refersTo("staff"), "ask"),
  branch: one(refersTo("branch"), "latest"),
  /** A code of the list `department`: who is to answer it, until a colleague does. */
  department: one(line, "ask"),
  owner: one(mentions("staff"), "ask"),
  priority: one(v.picklist(PRIORITIES), "ask"),
  due: one(day, "ask"),
  status: one(v.picklist(FEEDBACK_STATUSES), "ask"),
  closedBy: one(v.picklist(["reader", "library", "no-answer-possible"]), "ask"),
  /** Step → who and when; where it was given to somebody by it, to which colleague or department. */
  steps: map(
    v.object({
      at: instant,
      by: v.optional(refersTo("staff")),
      to: v.optional(mentions("staff")),
      department: v.optional(line),
    }),
    "latest",
  ),
  externalOrder: one(v.object({ system: line, number: line, signedOn: v.optional(day), due: v.optional(day) }), "ask"),
  /** Instant of the entry → step of the order, on which day; until when, of an extension. Its words are the note of the same time. */
  orderSteps: map(
    v.object({
      step: v.picklist(ORDER_STEPS),
      on: day,
      by: v.optional(refersTo("staff")),
      until: v.optional(day),
      verdict: v.optional(v.picklist(ORDER_VERDICTS)),
    }),
    "latest",
  ),
  paperRef: one(line, "ask"),
  /** Branch code, desk letter, year and number, so that two offline desks never collide. */
  registerNo: one(line, "ask"),
  reply: one(text, "ask", masked),
  publicReply: one(text, "ask"),
  listPublicly: one(v.boolean(), "ask"),
  /** 不需回复: whoever said it wants no reply. Nobody tells her what became of it; it is answered and closed as any other. */
  noReply: one(v.boolean(), "withdrawn"),
  /** Instant → note in a colleague's words; grows only. */
  notes: map(v.object({ text, by: v.optional(refersTo("staff")) }), "ask", masked),
  snoozedUntil: one(day, "latest"),
  satisfaction: one(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), "ask"),
  tags: set(word),
});
export type Feedback = ValuesOf<typeof feedback>;

/** Each time that it was given to another colleague or department is a step of its own. */
const FORWARDED = "forwarded-";
export const forwardedStep = (at: number): string => `${FORWARDED}${at}`;
export const isForwardedStep = (step: string): boolean => step.startsWith(FORWARDED);

/** Of an answer at that time in whose place another one was chosen; its words are the note of the same time. */
const ANSWERED_APART = "answered-";
export const answeredApartStep = (at: number): string => `${ANSWERED_APART}${at}`;
export const isAnsweredApartStep = (step: string): boolean => step.startsWith(ANSWERED_APART);

/** The step of an answered opinion whose reader has been told. */
export const TOLD_STEP = "told";

/** It is answered, closed by now or not, and somebody who could be told the answer has not been. */
export const isUntold = ({
  status,
  steps,
  publicReply,
  noReply,
  reader,
  contact: without,
}: Pick<Feedback, "status" | "steps" | "publicReply" | "noReply" | "reader" | "contact">): boolean =>
  noReply !== true &&
  (status === "answered" || (status === "closed" && publicReply !== undefined)) &&
  steps?.[TOLD_STEP] === undefined &&
  (reader ?? without) !== undefined;

/** The day that counts: an external order's deadline overrides our own. */
export const dueDay = (row: Pick<Feedback, "due" | "externalOrder">): string | undefined =>
  row.externalOrder?.due ?? row.due;

export const isOpen = (row: Pick<Feedback, "status">): boolean => row.status !== "answered" && row.status !== "closed";

export const OPEN_STATUSES: readonly FeedbackStatus[] = FEEDBACK_STATUSES.filter((status) => isOpen({ status }));

/**
 * Whose work an opinion is, or was: whoever accepted it; until somebody does, whoever was asked first 首问负责, also
 * where it is closed and its reader still to be told the answer.
 * @returns a colleague's id; undefined where it is nobody's
 */
export const responsibleStaff = (
  row: Pick<Feedback, "status" | "owner" | "firstAsked" | "steps" | "publicReply" | "noReply" | "reader" | "contact">,
): string | undefined => row.owner ?? (row.status === "closed" && !isUntold(row) ? undefined : row.firstAsked);

/** Still to be answered, and its day is over. */
export const isOpinionLate = (row: Pick<Feedback, "status" | "due" | "externalOrder">, today: string): boolean =>
  isOpen(row) && isOver(dueDay(row), today);
