import { expect, test } from "vitest";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { badWayText, cameBy, channelText, resultText, wayText } from "../../../../renderer/words/contact-words.ts";

test.each([
  ["zh-CN", ["来电", "去电", "电话", "到馆", "已联系", "未接"]],
  ["zh-TW", ["來電", "去電", "電話", "到館", "已聯絡", "未接"]],
  ["en", ["Phone", "Phone, outgoing", "Phone", "At the desk", "Reached", "No answer"]],
] as const)("a call to a reader is none of hers, and says what came of it, in %s", async (locale, said) => {
  const { t } = await createI18n(locale);
  expect([
    wayText("phone", "in", t),
    wayText("phone", "out", t),
    channelText("phone", t),
    wayText("desk", "out", t),
    resultText({ direction: "out" }, t),
    resultText({ direction: "out", outcome: "not-answered" }, t),
  ]).toEqual(said);
  expect(resultText({ direction: "in" }, t)).toBeUndefined();
});

test.each([
  ["zh-CN", ["号码有误", "谢绝这一类联系", "未接", "已答复", "不要联系 · 待跟进", "未接"]],
  ["zh-TW", ["號碼有誤", "謝絕這一類聯絡", "未接", "已答覆", "不要聯絡 · 待追蹤", "未接"]],
  [
    "en",
    [
      "Wrong number",
      "Declined being contacted about this",
      "No answer",
      "Answered",
      "Do not contact · To follow up",
      "No answer",
    ],
  ],
] as const)(
  "a call of a list says one thing that came of it, in the language of whoever reads it: %s",
  async (locale, said) => {
    const { t } = await createI18n(locale);
    expect([
      resultText({ direction: "out", outcome: "not-answered", contactResult: "wrong-number" }, t),
      resultText({ direction: "out", contactResult: "declined" }, t),
      // as it was written before there was a code, and corrected since
      resultText({ direction: "out", outcome: "not-answered" }, t),
      resultText({ direction: "out", outcome: "answered", contactResult: "wrong-number" }, t),
      // who said no, and was promised something all the same
      resultText({ direction: "out", outcome: "follow-up", contactResult: "do-not-contact" }, t),
      resultText({ direction: "out", outcome: "not-answered", contactResult: "declined" }, t),
    ]).toEqual(said);
  },
);

test.each([
  ["zh-CN", ["已发出", "没有送到", "谢绝这一类联系"]],
  ["zh-TW", ["已寄出", "沒有送到", "謝絕這一類聯絡"]],
  ["en", ["Sent", "Not delivered", "Declined being contacted about this"]],
] as const)("nobody is reached by what is only written, in %s", async (locale, said) => {
  const { t } = await createI18n(locale);
  const sent = { channel: "sms", direction: "out" } as const;
  expect([
    resultText(sent, t),
    resultText({ ...sent, outcome: "not-answered" }, t),
    resultText({ ...sent, contactResult: "declined" }, t),
  ]).toEqual(said);
});

test("a way that does not reach her is named where it is all of a channel, and is as it stands where it is one", async () => {
  const { t } = await createI18n("zh-CN");
  expect(["letter", "sms", "13800138000"].map((way) => badWayText(way, t))).toEqual(["地址", "短信", "13800138000"]);
});

test("an order of a hotline came by no form of ours, and what was said by phone stays so", async () => {
  const { t } = await createI18n("en");
  const externalOrder = { system: "1999", number: "7" };
  expect([
    cameBy({ channel: "web", externalOrder }, t),
    cameBy({ channel: "web" }, t),
    cameBy({ channel: "phone", externalOrder }, t),
    cameBy({}, t),
  ]).toEqual(["External order", "Web form", "Phone", undefined]);
});
