import { describe, expect, it } from "vitest";
import {
  type ContactAnswer,
  type Contactable,
  type ContactQuestion,
  mayContact,
  stopOf,
} from "#shared/model/consent/may-contact.ts";
import { CONSENT_PURPOSES, type ConsentPurpose } from "#shared/model/consent/purposes.ts";
import { fitsField } from "#shared/model/parse-value.ts";
import type { Consent } from "#shared/model/reader.ts";

const TODAY = "2026-12-01";
const AT = Date.parse("2026-06-01T02:00:00Z");
const LEFT = { reason: "graduated", on: "2026-07-01" };
const yes: Consent = { given: true, at: AT, how: "spoken" };
const no: Consent = { given: false, at: AT };
const adult: Contactable = { birthDate: "1950-05-06", phones: ["138 0013 8000"], consents: { "phone.event": yes } };
const dnc = { since: "2026-11-01", words: "别再打电话了" };

type Asked = Partial<Pick<ContactQuestion, "guardian" | "channel" | "place">> & {
  readonly purpose?: ConsentPurpose;
  readonly today?: string;
};
const ask = (
  reader: Contactable,
  { channel = "phone", place = "mainland", purpose = "event", guardian, today = TODAY }: Asked = {},
) => mayContact({ reader, guardian, channel, place, purpose, today });
const reply = (reader: Contactable, noReply = false): ContactAnswer =>
  mayContact({ reader, channel: "phone", place: "mainland", purpose: "reply", asked: { noReply }, today: TODAY });
const not = (reason: string) => ({ may: false, reason });

describe("whether a reader may be contacted", () => {
  it("says yes with what it rests on and the number", () => {
    expect(ask(adult)).toEqual({
      may: true,
      basis: "consent",
      to: "138 0013 8000",
      of: "reader",
      isAgeUnknown: false,
    });
    expect(ask({ ...adult, consents: {} }, { purpose: "arrival" })).toMatchObject({ may: true, basis: "duty" });
    expect(reply({ phones: ["138 0013 8000"] })).toMatchObject({ may: true, basis: "request", isAgeUnknown: true });
  });

  it("takes a consent for its channel and its purpose alone", () => {
    for (const purpose of CONSENT_PURPOSES)
      if (purpose !== "event" && purpose !== "arrival") expect(ask(adult, { purpose })).toEqual(not("no-consent"));
    expect(ask(adult, { channel: "sms" })).toEqual(not("no-consent"));
  });

  it("reads what is of a newer desk as it stands, and takes none of it for a yes", () => {
    const newer = { "phone.later": yes, "fax.event": yes, "phone.survey": { ...yes, giver: "of-a-newer-desk" } };
    expect(ask({ ...adult, consents: newer })).toEqual(not("no-consent"));
    expect(fitsField("reader", "consents", newer["phone.survey"])).toBe(true);
    expect(fitsField("reader", "doNotContact", { since: "2026-11-01", until: "2027-01-01" })).toBe(true);
  });

  it("stops at a withdrawal, where it is a duty too, and on that channel alone", () => {
    expect(ask({ ...adult, consents: { "phone.event": no } })).toEqual(not("withdrawn"));
    const refused = { ...adult, consents: { "sms.arrival": no } };
    expect(ask(refused, { channel: "sms", purpose: "arrival" })).toEqual(not("withdrawn"));
    expect(ask(refused, { purpose: "arrival" })).toMatchObject({ may: true });
  });

  it("leaves who said no in a call in peace with that purpose, for a year", () => {
    const declined = { ...adult, declined: { event: "2025-11-30" } };
    const asked = { ...yes, at: 0 };
    const on = (today: string, more: Partial<Contactable> = {}) =>
      ask({ ...declined, consents: { "phone.event": asked }, ...more }, { today });
    expect([on("2025-11-30"), on("2026-11-29")]).toEqual([not("declined"), not("declined")]);
    expect(on("2026-11-30")).toMatchObject({ may: true });
    // 2024-02-29 and a year: up to and with 2025-02-28
    expect(on("2025-02-28", { declined: { event: "2024-02-29" } })).toEqual(not("declined"));
    expect(on("2025-03-01", { declined: { event: "2024-02-29" } })).toMatchObject({ may: true });
    expect(ask({ ...declined, consents: { "phone.survey": yes } }, { purpose: "survey" })).toMatchObject({ may: true });
  });

  it("leaves whoever asks for it in peace, but for what she asked and what is owed to her", () => {
    const quiet = { ...adult, doNotContact: dnc };
    expect(ask(quiet)).toEqual(not("do-not-contact"));
    expect(ask(quiet, { purpose: "arrival" })).toMatchObject({ may: true });
    expect(reply(quiet)).toMatchObject({ may: true });
    expect(stopOf(quiet, "consent", TODAY)).toBe("do-not-contact");
    expect(stopOf(quiet, "duty", TODAY)).toBeUndefined();
  });

  it("says the first reason of those that hold", () => {
    const all: Contactable = {
      tags: ["test"],
      leaving: { reason: "deceased", on: "2026-10-01" },
      doNotContact: dnc,
      consents: { "phone.event": no },
      phones: [],
    };
    expect(ask(all)).toEqual(not("nobody"));
    expect(ask({ ...all, tags: [] })).toEqual(not("deceased"));
    const living = { ...all, tags: [], leaving: LEFT };
    expect(ask(living)).toEqual(not("left"));
    const here = { ...living, leaving: { ...LEFT, on: "2026-12-02" } };
    expect(ask(here)).toEqual(not("do-not-contact"));
    const { doNotContact: _, ...open } = here;
    expect(ask(open)).toEqual(not("withdrawn"));
    expect(ask({ ...open, consents: {} })).toEqual(not("no-consent"));
    expect(ask({ ...open, consents: { "phone.event": yes } })).toEqual(not("no-address"));
    expect(ask({ ...adult, badContact: ["phone"] })).toEqual(not("bad-contact"));
  });

  it("replies to whoever asked unless she wants none or cannot be reached", () => {
    expect(reply({ ...adult, leaving: LEFT })).toMatchObject({ may: true });
    expect(reply(adult, true)).toEqual(not("no-reply-wanted"));
    expect(reply({ ...adult, badContact: ["phone"] })).toEqual(not("bad-contact"));
    expect(reply({})).toEqual(not("no-address"));
    expect(reply({ ...adult, leaving: { reason: "deceased", on: "2026-07-01" } })).toEqual(not("deceased"));
  });
});

describe("a child", () => {
  const mother: Contactable = { birthDate: "1985-01-01", phones: ["139 0013 9000"] };
  const child = (consent: Consent | undefined, birthDate?: string): Contactable => ({
    guardian: "mother",
    ...(birthDate !== undefined && { birthDate }),
    ...(consent !== undefined && { consents: { "phone.event": consent } }),
    phones: ["137 0013 7000"],
  });
  const hers: Consent = { ...yes, giver: "guardian" };
  const own: Consent = { ...yes, giver: "reader" };

  it("needs her guardian's consent below the age of the place, and is contacted through the guardian", () => {
    for (const said of [undefined, yes, own])
      expect(ask(child(said, "2015-01-02"), { guardian: mother })).toEqual(not("guardian-consent"));
    expect(ask(child(hers, "2015-01-02"), { guardian: mother })).toMatchObject({ to: "139 0013 9000", of: "guardian" });
    expect(ask(child(hers, "2015-01-02"))).toMatchObject({ to: "137 0013 7000", of: "reader" });
    expect(ask(child({ ...yes, giver: "of-a-newer-desk" }, "2015-01-02"))).toEqual(not("guardian-consent"));
    expect(ask(child({ ...no, giver: "of-a-newer-desk" }, "2015-01-02"))).toEqual(not("withdrawn"));
    expect(ask(child(own, "2011-01-02"))).toMatchObject({ may: true });
    expect(ask(child(own, "2011-01-02"), { place: "taiwan" })).toEqual(not("guardian-consent"));
  });

  it("has to be asked anew once she is old enough, as what she said before was no consent", () => {
    expect(ask(child(own, "2012-09-01"))).toEqual(not("no-consent"));
    expect(ask(child(hers, "2012-09-01"))).toMatchObject({ may: true, of: "reader" });
  });

  it("whose birth date is not known waits until it is, unless the guardian has agreed", () => {
    expect(ask(child(own))).toEqual(not("age-unclear"));
    expect(ask(child(undefined))).toEqual(not("no-consent"));
    expect(ask(child(hers), { guardian: mother })).toMatchObject({ may: true, of: "guardian" });
    const { birthDate: _, ...ageless } = adult;
    expect(ask(ageless)).toMatchObject({ may: true, isAgeUnknown: true });
  });

  it("is not contacted through a guardian who wants no contact, but for a duty", () => {
    const quiet = { ...mother, doNotContact: dnc };
    expect(ask(child(hers, "2015-01-02"), { guardian: quiet })).toEqual(not("do-not-contact"));
    expect(ask(child(hers, "2015-01-02"), { guardian: quiet, purpose: "arrival" })).toMatchObject({ of: "guardian" });
    const dead = { ...mother, leaving: { reason: "deceased", on: "2026-01-01" } };
    expect(ask(child(hers, "2015-01-02"), { guardian: dead })).toMatchObject({ of: "reader" });
  });
});
