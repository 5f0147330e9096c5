/** A reader 读者: who they are, how to reach them, and what they agreed to. */
import * as v from "valibot";
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
  word,
} from "./record.ts";
import { mentions, refersTo } from "./reference.ts";

export const CONTACT_CHANNELS = ["phone", "sms", "letter", "email", "wechat", "line"] as const;
/** Marks a card that is a trial of the library's own. */
export const TEST_TAG = "test";

const consent = v.object({
  given: v.boolean(),
  at: instant,
  how: v.optional(v.picklist(["spoken", "written", "form", "imported"])),
  wording: v.optional(line),
  by: v.optional(refersTo("staff")),
  /**
   * Who spoke: `reader`, `guardian`, or what a newer desk knows, as no refusal may be set aside for that. Absent, as in
   * all that was kept before: the reader herself, as far as is known.
   */
  giver: v.optional(word),
});
export type Consent = v.InferOutput<typeof consent>;

const doNotContact = v.object({
  since: day,
  /** As she said it. */
  words: v.optional(line),
  by: v.optional(refersTo("staff")),
});

const alert = v.object({ text: line, level: v.picklist(["must", "soon", "info"]), until: v.optional(day) });

const personal = { personal: true };
const masked = { masked: true };

const kept: RecordOptions = {
  rows: "many",
  indexes: ["card", "open", "as", "owner", "household", "guardian", "*imports"],
  inbox: true,
  restored: true,
  timesMove: true,
};

export const reader = defineRecord("reader", kept, {
  name: one(line, "ask", personal),
  familyName: one(line, "ask", personal),
  givenName: one(line, "ask", personal),
  preferredName: one(line, "ask", personal),
  /** Under which her record stood before a merge in which another's name was chosen: she is still found by them. */
  formerNames: set(line, personal),
  /** Pinyin set by hand where the guess is wrong. */
  reading: one(line, "ask", personal),
  /** 读者证号: text always, leading zeros kept. Absent for a potential reader. */
  card: one(line, "ask", personal),
  /** Scheme (student, staff, library-system …) → value. */
  otherIds: map(line, "ask", personal),
  /** A code of the list `category`. */
  category: one(line, "ask"),
  branch: one(refersTo("branch"), "ask"),
  /** Where she belonged up to and with a day, since closed: what she did then without a place of its own was there. */
  formerBranches: map(refersTo("branch"), "latest"),
  gender: one(v.picklist(["female", "male", "other"]), "ask", personal),
  birthDate: one(day, "ask", masked),
  ageBand: one(line, "ask", personal),
  language: one(line, "ask", personal),
  organisation: one(line, "ask", personal),
  unit: one(line, "ask", personal),
  position: one(line, "ask", personal),
  phones: one(v.array(line), "ask", masked),
  fax: one(line, "ask", masked),
  email: one(line, "ask", masked),
  wechat: one(line, "ask", masked),
  /** Of the messenger LINE. */
  line: one(line, "ask", masked),
  address: one(text, "ask", masked),
  badContact: set(word, personal),
  preferredChannel: one(v.picklist(CONTACT_CHANNELS), "ask", personal),
  preferredForm: one(v.picklist(["print", "large-print", "audio", "electronic"]), "ask", personal),
  serviceNeeds: set(word, personal),
  /** `channel.purpose` → consent. */
  consents: map(consent, "withdrawn", personal),
  /** 不要联系: what `mayContact` says of it. Of two desks the one that was told so is right until somebody decides. */
  doNotContact: one(doNotContact, "withdrawn", personal),
  /** Purpose → the day on which she said no to it in a call: for a year she is left in peace with that. */
  declined: map(day, "withdrawn", personal),
  enrolledOn: one(day, "ask"),
  expiresOn: one(day, "ask"),
  source: one(line, "ask"),
  leaving: one(v.object({ reason: line, on: day }), "ask", personal),
  owner: one(mentions("staff"), "ask"),
  keepInTouchDays: one(count, "ask"),
  /** The colleague has put the next word off to this day. */
  contactFrom: one(day, "ask"),
  alert: one(alert, "ask", personal),
  household: one(mentions("reader"), "ask", personal),
  guardian: one(mentions("reader"), "ask", personal),
  tags: set(word, personal),
  offers: one(text, "ask", personal),
  /** What the responsible colleague means to do for this reader. */
  plan: one(text, "ask", masked),
  /** Class → weight 0–100. */
  interests: map(count, "latest", personal),
  note: one(text, "ask", masked),
  /** Imported rows are found again by the import that made or changed them. */
  imports: set(word),
});
export type Reader = ValuesOf<typeof reader>;

/** Key of the consent that loans may tell what a reader is interested in. */
export const LOANS_CONSENT = "loans.interests";
