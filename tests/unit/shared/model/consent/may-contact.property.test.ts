/** What must hold of the one function, whatever stands in a library: over random readers, guardians and two desks. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeHlc } from "#shared/kernel/hlc.ts";
import type { Json } from "#shared/kernel/json.ts";
import {
  type ContactAnswer,
  type Contactable,
  mayContact,
  NO_CONTACT_REASONS,
  stopOf,
} from "#shared/model/consent/may-contact.ts";
import {
  CONSENT_PURPOSES,
  CONTACT_PURPOSES,
  type ConsentPurpose,
  type ContactChannel,
  consentKey,
} from "#shared/model/consent/purposes.ts";
import { JURISDICTIONS, type Jurisdiction } from "#shared/model/house.ts";
import { CONTACT_CHANNELS, type Consent } from "#shared/model/reader.ts";
import { applyOp } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";

const DAYS = { min: new Date("2005-01-01"), max: new Date("2026-12-31"), noInvalidDate: true };
const aDay = fc.date(DAYS).map((date) => date.toISOString().slice(0, 10));
const aKey = fc.constantFrom(
  ...CONTACT_CHANNELS.flatMap((channel) => CONSENT_PURPOSES.map((purpose) => consentKey(channel, purpose))),
  "fax.event",
  "phone.later",
);
const aConsent: fc.Arbitrary<Consent> = fc.record(
  {
    given: fc.boolean(),
    at: fc.date(DAYS).map((date) => date.getTime()),
    giver: fc.constantFrom("reader" as const, "guardian" as const),
  },
  { requiredKeys: ["given", "at"] },
);
const aReader: fc.Arbitrary<Contactable> = fc.record(
  {
    birthDate: aDay,
    ageBand: fc.constantFrom("0-6", "7-17", "18-34", "60-", "中年"),
    category: fc.constantFrom("child", "adult", "collective"),
    guardian: fc.constant("g"),
    tags: fc.subarray(["test", "亲子"]),
    leaving: fc.record({ reason: fc.constantFrom("deceased", "moved", "graduated"), on: aDay }),
    doNotContact: fc.record({ since: aDay }),
    consents: fc.dictionary(aKey, aConsent, { maxKeys: 8 }),
    declined: fc.dictionary(fc.constantFrom(...CONSENT_PURPOSES), aDay, { maxKeys: 2 }),
    phones: fc.subarray(["021-6234 5678", "138 0013 8000", "0912-345-678"]),
    email: fc.constant("a@example.org"),
    wechat: fc.constant("zhang"),
    line: fc.constant("zhang-l"),
    address: fc.constant("城东路 5 号"),
    badContact: fc.subarray(["phone", "地址", "email", "13800138000", "?"]),
  },
  { requiredKeys: [] },
);
const aQuestion = fc.record({
  reader: aReader,
  guardian: fc.option(aReader, { nil: undefined }),
  channel: fc.constantFrom(...CONTACT_CHANNELS),
  purpose: fc.constantFrom(...CONSENT_PURPOSES),
  today: aDay,
  place: fc.constantFrom(...JURISDICTIONS),
});

const refusal: Consent = { given: false, at: 0 };
const withdrawn = (reader: Contactable, channel: ContactChannel, purpose: ConsentPurpose): Contactable => ({
  ...reader,
  consents: { ...reader.consents, [consentKey(channel, purpose)]: refusal },
});

/** Every answer about everybody, as a list would ask for it. */
const all = (reader: Contactable, today: string, place: Jurisdiction): readonly ContactAnswer[] =>
  CONTACT_CHANNELS.flatMap((channel) =>
    CONSENT_PURPOSES.map((purpose) => mayContact({ reader, channel, purpose, today, place })),
  );

describe("the one function", () => {
  it("answers everybody once: a number that is hers or her guardian's, or one reason", () => {
    fc.assert(
      fc.property(aQuestion, (question) => {
        const answer = mayContact(question);
        if (!answer.may) {
          expect(NO_CONTACT_REASONS).toContain(answer.reason);
          expect(answer.reason).not.toBe("no-reply-wanted");
          return;
        }
        expect(answer.basis).toBe(CONTACT_PURPOSES[question.purpose]);
        const { phones = [], email, wechat, line, address } = (question[answer.of] ?? {}) as Contactable;
        expect([...phones, email, wechat, line, address]).toContain(answer.to);
      }),
      { numRuns: 2000 },
    );
  });

  it("never says yes over a withdrawal, and a withdrawal never turns a no into a yes", () => {
    fc.assert(
      fc.property(aQuestion, fc.constantFrom(...CONTACT_CHANNELS), fc.constantFrom(...CONSENT_PURPOSES), (q, c, p) => {
        expect(mayContact({ ...q, reader: withdrawn(q.reader, q.channel, q.purpose) }).may).toBe(false);
        const before = mayContact(q);
        const after = mayContact({ ...q, reader: withdrawn(q.reader, c, p) });
        if (!before.may) expect(after.may).toBe(false);
        // any other withdrawal is no business of this question
        if (c !== q.channel || p !== q.purpose) expect(after).toEqual(before);
        const quiet = mayContact({ ...q, reader: { ...q.reader, doNotContact: { since: q.today } } });
        if (!before.may) expect(quiet.may).toBe(false);
        if (CONTACT_PURPOSES[q.purpose] === "consent") expect(quiet.may).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it("presumes nothing: what rests on consent has one for the channel and the purpose, a child's from her guardian", () => {
    fc.assert(
      fc.property(aQuestion, (question) => {
        const answer = mayContact(question);
        if (!answer.may || answer.basis !== "consent") return;
        const { reader, channel, purpose, today, place } = question;
        const consent = reader.consents?.[consentKey(channel, purpose)];
        expect(consent?.given).toBe(true);
        const years = { mainland: 14, taiwan: 18, other: 16 }[place];
        const of = `${Number(reader.birthDate?.slice(0, 4)) + years}${reader.birthDate?.slice(4)}`;
        if (reader.birthDate !== undefined && today < of) expect(consent?.giver).toBe("guardian");
      }),
      { numRuns: 2000 },
    );
  });

  it("lets a reply be stopped only where none is wanted or nobody is reached", () => {
    fc.assert(
      fc.property(aQuestion, fc.boolean(), (question, noReply) => {
        const answer = mayContact({ ...question, purpose: "reply", asked: { noReply } });
        if (answer.may) {
          expect(noReply).toBe(false);
          return;
        }
        expect(["nobody", "deceased", "no-reply-wanted", "bad-contact", "no-address"]).toContain(answer.reason);
        const { doNotContact: _, consents: __, ...others } = question.reader;
        expect(mayContact({ ...question, reader: others, purpose: "reply", asked: { noReply } })).toEqual(answer);
      }),
      { numRuns: 2000 },
    );
  });

  it("stops every channel where the purpose is stopped before one is chosen", () => {
    fc.assert(
      fc.property(aQuestion, (question) => {
        const reason = stopOf(question.reader, CONTACT_PURPOSES[question.purpose], question.today);
        if (reason !== undefined) expect(mayContact(question)).toEqual({ may: false, reason });
      }),
    );
  });
});

describe("two desks", () => {
  const cells = fc.dictionary(
    aKey.map((key) => `consents/${key}`),
    aConsent as fc.Arbitrary<Json>,
    { maxKeys: 4 },
  );
  const quiet = fc.option(fc.constantFrom({ since: "2026-11-01" }, null), { nil: undefined });
  const edits = fc.tuple(cells, quiet).map(
    ([consents, doNotContact]): Readonly<Record<string, Json>> => ({
      ...consents,
      ...(doNotContact !== undefined && { doNotContact }),
    }),
  );
  const stream = (letter: string) => letter.repeat(16);
  const write = (row: AnyRow | undefined, made: Readonly<Record<string, Json>>, by: string, at: number): AnyRow =>
    applyOp(
      "reader",
      row,
      { kind: "reader", id: "r", cells: made },
      [stream(by), 1, makeHlc(at, 0), "s"],
      (seen) => seen === stream("o"),
    );
  const person = { birthDate: "1980-05-06", phones: ["138 0013 8000"], email: "a@example.org", address: "城东路 5 号" };

  it("that have not heard of each other say no wherever one of them was told no, in any order", () => {
    fc.assert(
      fc.property(edits, edits, edits, fc.boolean(), (before, mine, theirs, isFirst) => {
        const base = write(undefined, { ...person, ...before }, "o", 1);
        const here = write(base, mine, "a", isFirst ? 2 : 3);
        const there = write(base, theirs, "b", isFirst ? 3 : 2);
        const merged = write(here, theirs, "b", isFirst ? 3 : 2);
        const other = write(there, mine, "a", isFirst ? 2 : 3);
        const [now, same] = [merged, other].map((row) => all(row as Contactable, "2026-12-01", "mainland"));
        expect(now).toEqual(same);
        const asked = CONTACT_CHANNELS.flatMap((channel) => CONSENT_PURPOSES.map((purpose) => ({ channel, purpose })));
        for (const [place, { channel, purpose }] of asked.entries()) {
          const cell = `consents/${consentKey(channel, purpose)}`;
          const isRefused = [mine, theirs].some((made) => (made[cell] as Consent | undefined)?.given === false);
          const isQuiet = [mine, theirs].some((made) => (made.doNotContact ?? null) !== null);
          if (isRefused || (isQuiet && purpose !== "arrival")) expect(now?.[place]?.may).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });
});
