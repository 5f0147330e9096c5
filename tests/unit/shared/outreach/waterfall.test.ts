/** From a group to its list: examples by hand, and what must hold whatever stands in a library. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIFE_STATES } from "#shared/analysis/life/life-state.ts";
import { mayContact } from "#shared/model/consent/may-contact.ts";
import { NOT_CONTACTED } from "#shared/model/outreach/recipient.ts";
import { CONTACT_CHANNELS, type Consent } from "#shared/model/reader.ts";
import { type Asked, barOf, type Candidate, isTold, placeAll, WATERFALL } from "#shared/outreach/waterfall.ts";

const yes: Consent = { given: true, at: Date.parse("2026-06-01T02:00:00Z") };
const no: Consent = { given: false, at: yes.at };
const calls = { "phone.invite-back": yes };
const asked: Asked = {
  purpose: "invite-back",
  cardUntil: undefined,
  channels: ["phone", "sms", "letter"],
  today: "2026-12-01",
  place: "mainland",
  latelySince: "2026-11-01",
  excluded: new Set(),
  perHousehold: false,
  holdBack: null,
};
const someone = (id: string, reader: Candidate["reader"], more: Partial<Candidate> = {}): Candidate => ({
  id,
  reader: { birthDate: "1980-01-01", ...reader },
  guardian: undefined,
  stage: "not-seen",
  contactedOn: undefined,
  inOtherOutreach: false,
  ...more,
});
const said = (candidates: readonly Candidate[], more: Partial<Asked> = {}): readonly string[] =>
  placeAll(candidates, { ...asked, ...more }).map((one) =>
    isTold(one)
      ? `${one.id} ${one.contact.channel}${one.contact.with ?? ""}`
      : `${one.id} ${one.notContacted}${one.with ?? ""}`,
  );

describe("the waterfall", () => {
  it("gives each reader her channel or one reason, in the documented order", () => {
    const agrees = { phones: ["13800138000"], consents: calls };
    expect(
      said(
        [
          someone("calls", agrees),
          // a text is not what she agreed to, a letter is: her number is wrong
          someone("letter", {
            phones: ["139"],
            badContact: ["139"],
            address: "城东路 5 号",
            consents: { ...calls, "letter.invite-back": yes },
          }),
          someone("wrong-number", { phones: ["13800138001"], badContact: ["phone"], consents: calls }),
          someone("nobody-asked", { phones: ["13800138002"] }),
          // no to calls and never asked about the rest: to ask her again would be wrong
          someone("said-no", { phones: ["13800138007"], consents: { "phone.invite-back": no } }),
          someone("no-to-one", { phones: ["13800138008"], consents: { ...calls, "sms.invite-back": no } }),
          someone("no-by-mail", { phones: ["13800138009"], consents: { "email.invite-back": no } }),
          someone("child", { birthDate: "2019-01-01", consents: { "sms.invite-back": no } }),
          someone("left", { ...agrees, leaving: { reason: "moved", on: "2026-01-01" } }),
          // lately goes before the wrong number, and before what was decided by hand
          someone("lately", { ...agrees, phones: ["13800138003"] }, { contactedOn: "2026-11-01" }),
          someone("before", { ...agrees, phones: ["13800138004"] }, { contactedOn: "2026-10-31" }),
          someone("hand", { ...agrees, phones: ["13800138005"] }, { inOtherOutreach: true }),
          someone("elsewhere", { ...agrees, phones: ["13800138006"] }, { inOtherOutreach: true }),
        ],
        { excluded: new Set(["hand", "left"]) },
      ),
    ).toEqual([
      "calls phone",
      "letter letter",
      "wrong-number bad-contact",
      "nobody-asked no-consent",
      "said-no withdrawn",
      "no-to-one phone",
      "no-by-mail no-consent",
      "child withdrawn",
      "left left",
      "lately lately",
      "before phone",
      "hand by-hand",
      "elsewhere other-outreach",
    ]);
  });

  it("makes forty children with one number one call, and one household one where that is wished", () => {
    const guardian = { phones: ["138 0013 8000"], birthDate: "1985-01-01" };
    const consents = { "phone.invite-back": { ...yes, giver: "guardian" } };
    const forty = Array.from({ length: 40 }, (_, at) =>
      someone(`c${at}`, { birthDate: "2018-01-01", guardian: "g", consents }, { guardian }),
    );
    const own = someone("g", { phones: ["138-0013-8000"], consents: calls });
    const lines = said([...forty, own]);
    expect(lines[0]).toBe("c0 phone");
    expect(lines.slice(1).every((line) => line.endsWith(" phonec0"))).toBe(true);
    const [a, b] = [
      someone("a", { phones: ["13800138001"], consents: calls }),
      someone("b", { phones: ["13800138002"], consents: calls, household: "a" }),
    ];
    expect(said([a, b])).toEqual(["a phone", "b phone"]);
    expect(said([b, a], { perHousehold: true })).toEqual(["b phone", "a phoneb"]);
  });

  it("writes to everybody of one address, once for all children of a guardian, and one letter where that is wished", () => {
    const address = "城东路 5 号";
    const consents = { "letter.invite-back": yes };
    const guardian = { address, birthDate: "1985-01-01", consents };
    const child = {
      birthDate: "2018-01-01",
      consents: { "letter.invite-back": { ...yes, giver: "guardian" as const } },
    };
    const house = [
      someone("a", { address, consents }),
      someone("b", { address, consents }),
      someone("c", { ...child, guardian: "g" }, { guardian }),
      someone("d", { ...child, guardian: "g" }, { guardian }),
      someone("g", guardian),
    ];
    const channels = ["letter"] as const;
    expect(said(house, { channels })).toEqual(["a letter", "b letter", "c letter", "d letterc", "g letterc"]);
    expect(said(house, { channels, perHousehold: true }).map((line) => line.split(" ")[1])).toEqual([
      "letterg",
      "letterg",
      "letterg",
      "letterg",
      "letter",
    ]);
  });

  it("asks of a family with one number for whoever answers for its child", () => {
    const father = { phones: ["13900000001"], consents: calls };
    const consents = { "phone.invite-back": { ...yes, giver: "guardian" } };
    const family = [
      someone("mother", { phones: ["139 0000 0001"], consents: calls }),
      someone("child", { birthDate: "2016-05-05", guardian: "father", consents }, { guardian: father }),
      someone("father", father),
    ];
    expect(said(family)).toEqual(["mother phonefather", "child phonefather", "father phone"]);
    expect(said(family.slice(0, 2))).toEqual(["mother phone", "child phonemother"]);
  });

  it("holds back whoever would be told with her too", () => {
    const two = ["a", "b", "c"].map((id) =>
      someone(id, { phones: [id === "c" ? "13800138009" : "13800138000"], consents: calls }),
    );
    expect(said(two, { holdBack: (leads) => new Set(leads.map(({ reader }) => reader).slice(0, 1)) })).toEqual([
      "a held-back",
      "b held-backa",
      "c phone",
    ]);
  });

  it("answers whoever asked and wants an answer, and says so before a number that is missing", () => {
    const [wants, not, never] = [
      someone("wants", { phones: ["13800138000"] }, { asked: { noReply: false } }),
      someone("not", {}, { asked: { noReply: true } }),
      someone("never", { phones: ["13800138001"], consents: calls }),
    ];
    expect(said([wants, not, never], { purpose: "reply" })).toEqual([
      "wants phone",
      "not no-reply-wanted",
      "never not-concerned",
    ]);
  });

  it("tells what is owed to whoever was spoken to lately too", () => {
    const open = { asked: { noReply: false }, contactedOn: "2026-11-30" };
    const one = someone("a", { phones: ["13800138000"], consents: calls }, open);
    expect(said([one], { purpose: "reply" })).toEqual(["a phone"]);
    expect(said([one], { purpose: "arrival" })).toEqual(["a phone"]);
    expect(said([one], { purpose: "invite-back" })).toEqual(["a lately"]);
    expect(said([one], { purpose: "reply", excluded: new Set(["a"]) })).toEqual(["a by-hand"]);
  });

  it("tells of a card whose card runs out, and nobody else", () => {
    const ending = (id: string, expiresOn?: string): Candidate =>
      someone(id, { phones: [`138001380${id.length}0`], ...(expiresOn !== undefined && { expiresOn }) });
    const group = [ending("a", "2026-12-31"), ending("bb", "2026-10-01"), ending("ccc", "2028-01-01"), ending("dddd")];
    expect(said(group, { purpose: "arrival", cardUntil: "2027-03-01" })).toEqual([
      "a phone",
      "bb phone",
      "ccc not-concerned",
      "dddd not-concerned",
    ]);
  });

  it("has every reason in one bar", () => {
    for (const reason of NOT_CONTACTED) expect(WATERFALL.map(({ bar }) => bar)).toContain(barOf(reason));
    expect(WATERFALL.flatMap(({ of }) => of).toSorted()).toEqual([...NOT_CONTACTED].toSorted());
  });

  it("adds up, and contacts nobody to whom the one function says no", () => {
    const aChannel = fc.constantFrom(...CONTACT_CHANNELS);
    const aCandidate = fc.record({
      reader: fc.record(
        {
          birthDate: fc.constantFrom("1970-01-01", "2019-01-01"),
          phones: fc.subarray(["13800138000", "13900139000", "02162345678"]),
          address: fc.constant("城东路 5 号"),
          email: fc.constantFrom("a@example.org", "b@example.org"),
          consents: fc.dictionary(
            aChannel.map((channel) => `${channel}.invite-back`),
            fc.record({ given: fc.boolean(), at: fc.constant(yes.at) }),
          ),
          declined: fc.constant({ "invite-back": "2026-05-01" }),
          doNotContact: fc.constant({ since: "2026-01-01" }),
          leaving: fc.constant({ reason: "moved", on: "2026-01-01" }),
          badContact: fc.subarray(["phone", "email", "13800138000"]),
          household: fc.constantFrom("0", "1"),
        },
        { requiredKeys: [] },
      ),
      stage: fc.constantFrom(...LIFE_STATES),
      contactedOn: fc.constantFrom(undefined, "2026-10-31", "2026-11-30"),
      inOtherOutreach: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(aCandidate, { maxLength: 30 }),
        fc.uniqueArray(aChannel, { minLength: 1 }),
        fc.boolean(),
        fc.boolean(),
        (people, channels, perHousehold, holds) => {
          const group = people.map((one, at): Candidate => ({ ...one, id: String(at), guardian: undefined }));
          const question: Asked = {
            ...asked,
            channels,
            perHousehold,
            excluded: new Set(["3"]),
            holdBack: holds
              ? (leads) => new Set(leads.filter((_, at) => at % 3 === 0).map(({ reader }) => reader))
              : null,
          };
          const placed = placeAll(group, question);
          const told = placed.filter(isTold);
          const perBar = WATERFALL.map(
            ({ bar }) => placed.filter((one) => !isTold(one) && barOf(one.notContacted) === bar).length,
          );
          expect(told.length + perBar.reduce((sum, count) => sum + count, 0)).toBe(group.length);
          for (const one of placed) {
            if (isTold(one) || (one.notContacted !== "no-consent" && one.notContacted !== "guardian-consent")) continue;
            const { consents = {} } = group[Number(one.id)]?.reader ?? {};
            expect(channels.some((channel) => consents[`${channel}.invite-back`]?.given === false)).toBe(false);
          }
          for (const { id, contact } of told) {
            const { reader, contactedOn, inOtherOutreach } = group[Number(id)] as Candidate;
            const answer = mayContact({
              reader,
              channel: contact.channel,
              purpose: "invite-back",
              today: asked.today,
              place: asked.place,
            });
            expect(answer).toMatchObject({ may: true, to: contact.to });
            expect([inOtherOutreach, contactedOn === "2026-11-30", id === "3"]).toEqual([false, false, false]);
            // whoever she is told with is told herself, by nobody else
            const lead = told.find((one) => one.id === contact.with);
            if (contact.with !== undefined) expect(lead?.contact.with).toBeUndefined();
            if (contact.with !== undefined) expect(lead).toBeDefined();
          }
        },
      ),
    );
  });
});

describe("two who are told apart by a little", () => {
  it("writes to both whose mail addresses differ by a dot", () => {
    const consents = { "email.invite-back": yes };
    const two = [someone("a", { email: "li.wei@x.cn", consents }), someone("b", { email: "liwei@x.cn", consents })];
    expect(said(two, { channels: ["email"] })).toEqual(["a email", "b email"]);
  });

  it("writes to both whose LINE names differ by a dot", () => {
    const consents = { "line.invite-back": yes };
    const two = [someone("a", { line: "li.wei", consents }), someone("b", { line: "liwei", consents })];
    expect(said(two, { channels: ["line"], place: "taiwan" })).toEqual(["a line", "b line"]);
  });

  it("sends a letter to house 1-2 and one to house 12, where one for a household is wished", () => {
    const consents = { "letter.invite-back": yes };
    const two = [
      someone("a", { address: "城东路 1-2 号", consents }),
      someone("b", { address: "城东路 12 号", consents }),
    ];
    expect(said(two, { perHousehold: true })).toEqual(["a letter", "b letter"]);
  });

  it("calls both who have a desk of their own behind one switchboard", () => {
    const two = ["转12", " ext. 34"].map((desk, at) =>
      someone("ab".charAt(at), { phones: [`0512-7654321${desk}`], consents: calls }),
    );
    expect(said(two)).toEqual(["a phone", "b phone"]);
  });

  it("calls a number once that is written with its country and without", () => {
    const two = [
      someone("a", { phones: ["13800138000"], consents: calls }),
      someone("b", { phones: ["+86 138 0013 8000"], consents: calls }),
    ];
    expect(said(two)).toEqual(["a phone", "b phonea"]);
  });
});
