/**
 * A recipient 联络对象: one reader of an outreach, whether she is contacted or not. Why somebody is not is kept as
 * carefully as who is. What was tried is a map of attempts, one key each: two desks that call one person both keep
 * what they did, and the double is shown. Its id is derived from outreach and reader, so that two desks which make one
 * list make one recipient.
 */
import * as v from "valibot";
import { NO_CONTACT_REASONS } from "../consent/may-contact.ts";
import { CONTACT_CHANNELS } from "../reader.ts";
import { count, day, defineRecord, instant, line, map, one, type RecordOptions, type ValuesOf } from "../record.ts";
import { belongsTo, refersTo } from "../reference.ts";

/** Beside those of consent. In the order of the screen's bars the two stand as `WATERFALL` says. */
const OWN_REASONS = ["lately", "by-hand", "other-outreach", "held-back"] as const;
export const NOT_CONTACTED = [...NO_CONTACT_REASONS, ...OWN_REASONS] as const;
export type NotContacted = (typeof NOT_CONTACTED)[number];

/** How a call ended; 1 to 4 on the keys, then what mends the record. */
export const CALL_OUTCOMES = [
  "reached",
  "no-answer",
  "declined",
  "wrong-number",
  "left-message",
  "somebody-else",
  "moved",
  "deceased",
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];
/** Attempts that reach nobody, after which a number is left in peace. */
export const MOST_ATTEMPTS = 3;
/** Of what is written: it was sent, or came back. */
export const SENT_OUTCOMES = ["sent", "delivered", "failed", "returned"] as const;
export type SentOutcome = (typeof SENT_OUTCOMES)[number];

const attempt = v.object({
  at: instant,
  outcome: v.picklist([...CALL_OUTCOMES, ...SENT_OUTCOMES]),
  by: v.optional(refersTo("staff")),
  desk: v.optional(refersTo("desk")),
  minutes: v.optional(count),
  /** The service record that was written with it. */
  record: v.optional(refersTo("interaction")),
  /** Key of the question → key of the answer. */
  answers: v.optional(v.record(line, line)),
});
export type Attempt = v.InferOutput<typeof attempt>;

const personal = { personal: true };

const kept: RecordOptions = {
  rows: "many",
  indexes: ["outreach", "reader", "part"],
  inbox: false,
  restored: true,
  timesMove: true,
};

export const recipient = defineRecord("recipient", kept, {
  outreach: one(refersTo("outreach"), "latest"),
  reader: one(belongsTo("reader"), "latest", personal),
  /** Absent: she is contacted. */
  notContacted: one(v.picklist(NOT_CONTACTED), "latest", personal),
  /** Her stage in the life cycle on the day of the list; who is held back is drawn within it. */
  stage: one(line, "latest", personal),
  channel: one(v.picklist(CONTACT_CHANNELS), "latest", personal),
  /** In whose record the number stands. */
  via: one(v.picklist(["reader", "guardian"]), "latest", personal),
  /** She is told by the call or letter of this recipient, or was held back with it: one household, or one number. */
  with: one(refersTo("recipient"), "latest", personal),
  /** Place in the list, from 0. */
  place: one(count, "latest"),
  part: one(refersTo("outreach-part"), "latest"),
  /** Random id → attempt. */
  attempts: map(attempt, "latest", personal),
  /** Not before: somebody asked to be called later, by day and minute of the day. */
  later: one(v.object({ on: day, minute: v.optional(count) }), "latest", personal),
  /** Ids of files → when she was written into it. */
  files: map(instant, "latest", personal),
});
export type Recipient = ValuesOf<typeof recipient>;

/** The text from which the id is derived. */
export const recipientKey = (outreach: string, reader: string): string =>
  ["recipient", outreach, reader].join("\u001f");
