/**
 * Readers as the declaration allows them, with values that are hard on files: quotes, formulas, marks, rare characters.
 */
import fc from "fast-check";
import * as v from "valibot";
import type { Reader } from "../../shared/model/reader.ts";
import { line, text } from "../../shared/model/record.ts";

const NASTY = [
  "=",
  "+",
  "-",
  "@",
  "'",
  '"',
  ",",
  ";",
  "\\",
  "{",
  "}",
  "#",
  "＝",
  "\n",
  "\t",
  "|",
  "𠮷",
  "葛󠄀",
  "买买提·艾力",
  "é",
  "true",
  "0012",
  "+86 138 0013 8000",
  "'=1",
  "\\e",
  " ",
  "=cmd()",
];

const raw = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
  fc.array(fc.constantFrom(...NASTY), { minLength: 1, maxLength: 6 }).map((parts) => parts.join("")),
);

/** Only what the schema gives back: trimmed, without controls. */
const parsedBy = (schema: v.GenericSchema<unknown, string>): fc.Arbitrary<string> =>
  raw
    .map((value) => v.safeParse(schema, value.replaceAll("\r", " ")))
    .filter((parsed) => parsed.success)
    .map((parsed) => String(parsed.output));

const aLine = parsedBy(line);
const aText = parsedBy(text);
const aDay = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const aKey = aLine.filter((key) => !["__proto__", "constructor", "prototype"].includes(key.trim()));
const aSet = fc.uniqueArray(aLine, { minLength: 1, maxLength: 4 }).map((items) => items.toSorted());
const anInstant = fc.integer({ min: 0, max: 4_000_000_000_000 });
const aMap = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(aKey, value, { minKeys: 1, maxKeys: 3 }).filter((map) => Object.keys(map).length > 0);

const fields = {
  name: aLine,
  familyName: aLine,
  givenName: aLine,
  preferredName: aLine,
  formerNames: fc.uniqueArray(aLine, { minLength: 1, maxLength: 4 }).map((names) => names.toSorted()),
  reading: aLine,
  card: aLine,
  otherIds: aMap(aLine),
  category: fc.oneof(fc.constantFrom("student", "adult"), aLine),
  branch: fc.oneof(
    fc.constant("branch-1"),
    aLine.filter((id) => id.length <= 64),
  ),
  formerBranches: aMap(
    fc.oneof(
      fc.constant("branch-1"),
      aLine.filter((id) => id.length <= 64),
    ),
  ),
  gender: fc.constantFrom("female", "male", "other"),
  birthDate: aDay,
  ageBand: aLine,
  language: aLine,
  organisation: aLine,
  unit: aLine,
  position: aLine,
  phones: fc.array(aLine, { minLength: 1, maxLength: 3 }),
  fax: aLine,
  email: aLine,
  wechat: aLine,
  address: aText,
  badContact: aSet,
  preferredChannel: fc.constantFrom("phone", "sms", "letter", "email", "wechat"),
  preferredForm: fc.constantFrom("print", "large-print", "audio", "electronic"),
  serviceNeeds: aSet,
  consents: aMap(
    fc.record(
      {
        given: fc.boolean(),
        at: anInstant,
        how: fc.constantFrom("spoken", "written", "form", "imported"),
        wording: aLine,
        giver: fc.constantFrom("reader", "guardian"),
      },
      { requiredKeys: ["given", "at"] },
    ),
  ),
  doNotContact: fc.record({ since: aDay, words: aLine }, { requiredKeys: ["since"] }),
  declined: fc.dictionary(fc.constantFrom("event", "invite-back"), aDay, { minKeys: 1 }),
  enrolledOn: aDay,
  expiresOn: aDay,
  source: fc.oneof(fc.constant("school"), aLine),
  leaving: fc.record({ reason: aLine, on: aDay }),
  owner: aLine.filter((id) => id.length <= 64),
  keepInTouchDays: fc.integer({ min: 0, max: 1_000_000 }),
  contactFrom: aDay,
  alert: fc.record(
    { text: aLine, level: fc.constantFrom("must", "soon", "info"), until: aDay },
    { requiredKeys: ["text", "level"] },
  ),
  household: aLine.filter((id) => id.length <= 64),
  guardian: aLine.filter((id) => id.length <= 64),
  tags: aSet,
  offers: aText,
  plan: aText,
  interests: aMap(fc.integer({ min: 0, max: 1_000_000 })),
  note: aText,
} as const;

export const arbitraryReader = fc
  .record({ id: fc.uuid(), ...fields }, { requiredKeys: ["id"] })
  .map((reader) => reader as Reader & { readonly id: string }); // each value fits its field's schema
