import { expect, it } from "vitest";
import { contactWay, type Reachable } from "#shared/model/consent/contact-way.ts";

const none = { tag: "none" };
const bad = { tag: "bad" };
const works = (to: string) => ({ tag: "works", to });

it("takes the first number that is not marked as wrong, whatever the mark is written in", () => {
  const phones = ["021-6234 5678", "138 0013 8000"];
  const ways = (badContact: readonly string[]) =>
    (["phone", "sms"] as const).map((channel) => contactWay({ phones, badContact }, channel, "mainland"));
  expect(ways([])).toEqual([works("021-6234 5678"), works("138 0013 8000")]);
  expect(ways(["02162345678"])).toEqual([works("138 0013 8000"), works("138 0013 8000")]);
  expect(ways(["13800138000"])).toEqual([works("021-6234 5678"), bad]);
  for (const mark of ["phone", "Phone", "电话", "電話", "手机"]) expect(ways([mark])).toEqual([bad, bad]);
  expect(ways(["短信"])).toEqual([works("021-6234 5678"), bad]);
  expect(ways(["email", "地址", "8000", "母亲"])).toEqual([works("021-6234 5678"), works("138 0013 8000")]);
});

it("sends no message to a landline, and says of a masked number what it is", () => {
  const sms = (phone: string, place: "mainland" | "taiwan" | "other") => contactWay({ phones: [phone] }, "sms", place);
  expect(sms("021-6234 5678", "mainland")).toEqual(none);
  expect(sms("+86 138 0013 8000", "mainland")).toEqual(works("+86 138 0013 8000"));
  expect(sms("138****8000", "mainland")).toEqual(works("138****8000"));
  expect(sms("02-2345-6789", "taiwan")).toEqual(none);
  expect(sms("0912-345-678", "taiwan")).toEqual(works("0912-345-678"));
  expect(sms("+886 912 345 678", "taiwan")).toEqual(works("+886 912 345 678"));
  expect(sms("+852 9123 4567", "mainland")).toEqual(works("+852 9123 4567"));
  expect(sms("020 7946 0018", "other")).toEqual(works("020 7946 0018"));
});

it("knows address, e-mail and messengers each by their own field and their own marks", () => {
  const record: Reachable = { address: "城东路 5 号", email: "a@example.org", wechat: "zhang", line: "zhang-l" };
  const ways = (badContact: readonly string[]) =>
    (["phone", "letter", "email", "wechat", "line"] as const).map(
      (channel) => contactWay({ ...record, badContact }, channel, "other").tag,
    );
  expect(ways([])).toEqual(["none", "works", "works", "works", "works"]);
  expect(ways(["address", "A@example.org", "微信号", "LINE ID"])).toEqual(["none", "bad", "bad", "bad", "bad"]);
  expect(contactWay({ badContact: ["address"] }, "letter", "other")).toEqual(bad);
  // no letter comes by a postcode alone
  expect(contactWay({ address: "310004" }, "letter", "mainland").tag).toBe("none");
});
