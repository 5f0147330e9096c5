/** A service record 服务记录: one contact with a reader, a person without a card, or nobody by name. */
import * as v from "valibot";
import {
  count,
  defineRecord,
  instant,
  line,
  one,
  type RecordOptions,
  set,
  text,
  type ValuesOf,
  word,
} from "./record.ts";
import { belongsTo, refersTo } from "./reference.ts";

export const CHANNELS = [
  "desk",
  "phone",
  "voicemail",
  "fax",
  "letter",
  "email",
  "web",
  "wechat",
  "line",
  "sms",
  "event",
  "visit",
  "visitors-book",
] as const;
export type Channel = (typeof CHANNELS)[number];
export const OUTCOMES = ["answered", "referred", "follow-up", "not-answered"] as const;

/** What came of a contact that a colleague began, where that it was tried or that she was reached does not say it. */
export const CONTACT_RESULTS = [
  "declined",
  "declined-regular",
  "do-not-contact",
  "wrong-number",
  "left-message",
  "somebody-else",
  "moved",
  "deceased",
  "failed",
] as const;
export type ContactResult = (typeof CONTACT_RESULTS)[number];

/** She was spoken to, and said no. */
export const isRefusal = (result: ContactResult): boolean =>
  result === "declined" || result === "declined-regular" || result === "do-not-contact";

export const isContactResult = (code: string): code is ContactResult => CONTACT_RESULTS.some((each) => each === code);

/** How a caller to whom something personal was told was known to be the reader; "failed": she was not, and was told nothing. */
export const CALLER_CHECKS = ["card-and-more", "call-back", "failed"] as const;
export type CallerCheck = (typeof CALLER_CHECKS)[number];

/** A person without a record: only what was said. */
export const contact = v.object({ name: v.optional(line), phone: v.optional(line), email: v.optional(line) });

const masked = { masked: true };

const kept: RecordOptions = {
  rows: "many",
  indexes: ["at", "[reader+at]", "open"],
  inbox: true,
  restored: true,
  timesMove: true,
};

export const interaction = defineRecord("interaction", kept, {
  /** Absent: a contact, or anonymous. */
  reader: one(belongsTo("reader"), "ask", { personal: true }),
  contact: one(contact, "ask", masked),
  /** Of enquiries, however many people asked: a paper tally is one record with its count; absent means 1. */
  count: one(count, "ask"),
  branch: one(refersTo("branch"), "latest"),
  /** The desk (installation) it was logged at. */
  desk: one(refersTo("desk"), "latest"),
  staff: one(refersTo("staff"), "latest"),
  at: one(instant, "ask"),
  minutes: one(count, "ask"),
  channel: one(v.picklist(CHANNELS), "ask"),
  direction: one(v.picklist(["in", "out"]), "ask"),
  /** A code of the list `purpose`. */
  purpose: one(line, "ask"),
  subjectClass: one(line, "ask"),
  question: one(text, "ask", masked),
  answer: one(text, "ask", masked),
  outcome: one(v.picklist(OUTCOMES), "ask"),
  contactResult: one(v.picklist(CONTACT_RESULTS), "ask"),
  referredTo: one(line, "ask"),
  effort: one(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(6)), "ask"),
  satisfaction: one(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), "ask"),
  /** That it was checked who called, and how; never what was asked or answered. */
  callerCheck: one(v.picklist(CALLER_CHECKS), "ask"),
  /** The opinion written together with this record. */
  feedback: one(refersTo("feedback"), "latest"),
  tags: set(word),
});
export type Interaction = ValuesOf<typeof interaction>;

/** A colleague called and nobody answered, or wrote and it did not arrive. A reader's unanswered question is none. */
export const wasNotReached = ({ direction, outcome }: Pick<Interaction, "direction" | "outcome">): boolean =>
  direction === "out" && outcome === "not-answered";

const WRITTEN: ReadonlySet<Channel | undefined> = new Set(["letter", "fax", "email", "sms", "wechat", "line"] as const);
export const isWritten = ({ channel }: Pick<Interaction, "channel">): boolean => WRITTEN.has(channel);

/** Making the card is not yet using the library. */
const CARD = "card";

/**
 * Whether a record says that the reader was in the house: taken at the desk, and not a colleague's attempt. What was said
 * with an opinion too, though its use is the opinion.
 */
export const isAtDesk = ({
  direction,
  purpose,
  channel,
}: Pick<Interaction, "direction" | "purpose" | "channel">): boolean =>
  channel === "desk" && direction !== "out" && purpose !== CARD;

/** Attempts by colleagues are no use by the reader; what was said with an opinion counts as the opinion. */
export const isUse = ({
  direction,
  purpose,
  feedback,
}: Pick<Interaction, "direction" | "purpose" | "feedback">): boolean =>
  direction !== "out" && purpose !== CARD && feedback === undefined;
