/**
 * An outreach 联络: one goal, a group of readers, and how each of them is to be told. Until `madeAt` it is a draft and
 * nobody is on its lists; from then on every reader of the group has a recipient, contacted or not, with the reason.
 */
import * as v from "valibot";
import { CONTACT_PURPOSES, type ContactPurpose } from "../consent/purposes.ts";
import { CONTACT_CHANNELS } from "../reader.ts";
import {
  count,
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
} from "../record.ts";
import { mentions, refersTo } from "../reference.ts";
import { MOST_FIXED } from "../segment.ts";
import { OUTREACH_GOALS } from "./outreach-goals.ts";

export const MOST_QUESTIONS = 3;

/** Where the group comes from: it is asked again while it is a draft, and stands still once the lists are made. */
const source = v.union([
  v.object({ by: v.literal("segment"), segment: refersTo("segment") }),
  /** The people behind a figure, by its name, as on the day of the draft; they stand in `listed`. */
  v.object({
    by: v.literal("list"),
    name: line,
    on: day,
    /** The name is that of the readers' list and says nothing of who is in it: each desk has its own word for that. */
    plain: v.optional(v.literal(true)),
  }),
  v.object({ by: v.literal("hand") }),
]);
export type OutreachSource = v.InferOutput<typeof source>;

const purposes = Object.keys(CONTACT_PURPOSES) as [ContactPurpose, ...ContactPurpose[]]; // the keys of a const object

const question = v.object({
  key: line,
  text: line,
  answers: v.pipe(v.array(v.object({ key: line, text: line })), v.minLength(1), v.maxLength(9)),
});
export type CallQuestion = v.InferOutput<typeof question>;

const share = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50));

const kept: RecordOptions = { rows: "few", indexes: [], inbox: true, restored: true, timesMove: true };

export const outreach = defineRecord("outreach", kept, {
  name: one(line),
  goal: one(v.picklist(OUTREACH_GOALS)),
  /** Of a goal of the library's own. */
  purpose: one(v.picklist(purposes)),
  source: one(source),
  /** Of a list. A longer one is made a segment first. */
  listed: one(v.pipe(v.array(mentions("reader")), v.maxLength(MOST_FIXED)), "latest", { personal: true }),
  /** By hand, whatever the source. */
  pinned: set(mentions("reader"), { personal: true }),
  /** By hand; goes before all else that would let her in. */
  excluded: set(mentions("reader"), { personal: true }),
  /** In the order in which they are tried for a reader. */
  channels: one(v.array(v.picklist(CONTACT_CHANNELS))),
  /** Whoever was contacted within so many days is left in peace. */
  quietDays: one(count, "latest"),
  /** One call or letter for a household. */
  perHousehold: one(v.boolean(), "latest"),
  /** `channel.locale` → text with its merge fields. */
  templates: map(text),
  /** Per cent of those who could be contacted, and the number from which the draw follows. */
  heldBack: one(v.object({ percent: share, seed: count })),
  /** Of the wished difference, in per cent, for which the size was worked out; kept for the result. */
  wished: one(v.object({ baseline: share, difference: share }), "latest"),
  /** A use within so many days counts as coming back. */
  resultDays: one(count, "latest"),
  /** Weekdays (1 Monday … 7 Sunday) and hours at which may be called. */
  calling: one(
    v.object({
      weekdays: v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
      from: count,
      to: count,
    }),
    "latest",
  ),
  questions: one(v.pipe(v.array(question), v.maxLength(MOST_QUESTIONS))),
  branch: one(refersTo("branch"), "latest"),
  createdBy: one(refersTo("staff"), "latest"),
  /** The day whose list it is, and the instant at which its lists were made: of two desks the first. */
  madeOn: one(day, "first"),
  madeAt: one(instant, "first"),
  /** What it took to prepare. */
  minutes: one(count, "latest"),
  /** Worked to its end, or given up. */
  endedOn: one(day),
  /** Of a journey: the step whose readers these are, `journey.step`. */
  step: one(line, "latest"),
});
export type Outreach = ValuesOf<typeof outreach>;

/** Its lists are made and it is not at its end. */
export const isUnderWay = ({ madeAt, endedOn }: Pick<Outreach, "madeAt" | "endedOn">): boolean =>
  madeAt !== undefined && endedOn === undefined;

export const QUIET_DAYS = 30;
export const RESULT_DAYS = 30;
