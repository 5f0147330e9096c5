import { expect, it } from "vitest";
import { channelsSaid } from "#shared/model/consent/channels-said.ts";
import type { Consent } from "#shared/model/reader.ts";

const WHERE = { today: "2026-12-01", place: "mainland" } as const;
const said = (given: boolean): Consent => ({ given, at: Date.parse("2026-06-01T02:00:00Z") });

it("names the channels about which she was asked, and says no where no answer of hers counts", () => {
  const consents = {
    "phone.arrival": said(true),
    "phone.event": said(false),
    "sms.event": said(false),
    "email.event": said(true),
  };
  const reader = { birthDate: "1980-05-06", phones: ["13800138000"], consents };
  // the e-mail is agreed to, and there is none
  expect(channelsSaid(reader, undefined, WHERE)).toEqual([
    { channel: "phone", may: true },
    { channel: "sms", may: false },
  ]);
  expect(channelsSaid({ ...reader, doNotContact: { since: "2026-11-01" } }, undefined, WHERE)).toEqual([]);
  expect(channelsSaid({}, undefined, WHERE)).toEqual([]);
});

it("says no of what a child has agreed to, and yes by her guardian's number", () => {
  const child = { birthDate: "2016-05-06", guardian: "m", consents: { "phone.event": said(true) } };
  const mother = { phones: ["13800138000"] };
  expect(channelsSaid(child, mother, WHERE)).toEqual([{ channel: "phone", may: false }]);
  const hers = { "phone.event": { ...said(true), giver: "guardian" as const } };
  expect(channelsSaid({ ...child, consents: hers }, mother, WHERE)).toEqual([{ channel: "phone", may: true }]);
});
