import fc from "fast-check";
import { expect, test } from "vitest";
import { readDeliveryReport } from "#shared/outreach/messages/delivery-report.ts";
import { draftFileName, isMailAddress, mailDraft } from "#shared/outreach/messages/mail-draft.ts";
import { mergeTable } from "#shared/outreach/messages/merge-table.ts";
import { smsLength, smsLimit } from "#shared/outreach/messages/sms-length.ts";
import { smsNumber, smsTable, smsText } from "#shared/outreach/messages/sms-text.ts";

const han = (count: number): string => "书".repeat(count);

test.each([
  ["", 0, 1],
  [han(70), 70, 1],
  [`【城东馆】${han(65)}`, 70, 1],
  [`【城东馆】${han(66)}`, 71, 2],
  [`【城东馆】${han(70)}`, 75, 2],
  [han(134), 134, 2],
  [han(135), 135, 3],
  [`${han(66)}😀${han(66)}`, 134, 3],
  [`${han(65)}😀${han(67)}`, 134, 2],
  [`${han(68)}𠮷`, 70, 1],
])("%#: counts what the operator counts", (text, units, parts) =>
  expect(smsLength(text)).toEqual({ units, parts, alphabet: text === "" ? "gsm-7" : "ucs-2" }),
);

test("counts the small alphabet with its escapes", () => {
  expect(smsLength("a".repeat(160))).toEqual({ units: 160, parts: 1, alphabet: "gsm-7" });
  expect(smsLength("a".repeat(161))).toEqual({ units: 161, parts: 2, alphabet: "gsm-7" });
  expect(smsLength("€".repeat(80))).toEqual({ units: 160, parts: 1, alphabet: "gsm-7" });
  // 76 escaped ones are 152 of 153 places
  expect(smsLength("€".repeat(153))).toEqual({ units: 306, parts: 3, alphabet: "gsm-7" });
  expect(smsLength(`${"a".repeat(70)}’`).alphabet).toBe("ucs-2");
  expect([smsLimit("gsm-7"), smsLimit("ucs-2")]).toEqual([160, 70]);
});

test("needs as many parts as its units at least, and one more for every character that would be cut at most", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 150 }), (text) => {
      const { units, parts, alphabet } = smsLength(`书${text}`);
      expect(alphabet).toBe("ucs-2");
      expect(units).toBe(text.length + 1);
      if (units <= 70) expect(parts).toBe(1);
      else {
        expect(parts).toBeGreaterThanOrEqual(Math.ceil(units / 67));
        expect(parts).toBeLessThanOrEqual(Math.ceil(units / 66));
      }
    }),
  );
});

test("says who sends first and how to refuse last, each once", () => {
  const frame = { signature: "城东馆", refusal: "拒收请回复R" };
  expect(smsText(" 王女士您好。", frame, "zh-CN")).toBe("【城东馆】王女士您好。拒收请回复R");
  expect(smsText("【城东馆】您好。拒收请回复R", frame, "zh-CN")).toBe("【城东馆】您好。拒收请回复R");
  // after a number or an address it would read on as a part of it
  expect(smsText("请回电87654321", frame, "zh-CN")).toBe("【城东馆】请回电87654321 拒收请回复R");
  expect(smsText("Come back.", { signature: "East", refusal: "Reply R to opt out" }, "en")).toBe(
    "East: Come back. Reply R to opt out",
  );
  expect(smsText("您要的书到了。", { signature: "", refusal: "" }, "zh-TW")).toBe("您要的书到了。");
});

test("writes numbers whole, with what the operator will charge", () => {
  expect(
    ["138-0013 8000", "+86 138 0013 8000", "０９１２－３４５６７８", "00886912345678", "8604-1234转3"].map(smsNumber),
  ).toEqual(["13800138000", "+8613800138000", "0912345678", "+886912345678", "86041234"]);
  expect(smsTable([{ phone: "138 0013 8000", text: han(71) }], "zh-CN")).toEqual({
    header: ["手机号码", "短信内容", "字数", "计费条数"],
    rows: [["13800138000", han(71), 71, 2]],
  });
});

test("makes a column of every field of which something is known", () => {
  expect(
    mergeTable(
      [
        { values: { name: "王\n小明", salutation: "王先生" }, to: "城东路 1 号\n甲单元" },
        { values: { name: "李四", lastVisit: "10月1日" }, to: "x" },
      ],
      "en",
    ),
  ).toEqual({
    header: ["name", "salutation", "last visit", "Address or number"],
    rows: [
      ["王 小明", "王先生", "", "城东路 1 号\n甲单元"],
      ["李四", "", "10月1日", "x"],
    ],
  });
});

const decoded = (words: string): string =>
  words
    .split("\r\n ")
    .map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? "", "base64").toString("utf8"))
    .join("");

test("a draft is ASCII in short lines, and reads back as it was", () => {
  const name = "阿卜杜热合曼·阿卜杜热依木，城东区读者协会会长𠮷";
  const text = "王女士您好：\n欢迎回来。\n\n城东馆 😀\ud83d";
  const file = mailDraft({ to: { name, address: "w.x@example.org" }, subject: "欢迎\r\nBcc: a@b.cn", text });
  expect(file).toMatch(/^[\t\r\n -~]*$/);
  expect(Math.max(...file.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(78);
  const [head = "", body = ""] = file.split("\r\n\r\n");
  expect(head.split(/\r\n(?! )/).map((line) => line.slice(0, line.indexOf(":")))).toEqual([
    "X-Unsent",
    "To",
    "Subject",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
  ]);
  expect(decoded(/^To: ([\s\S]*?) </m.exec(head)?.[1] ?? "")).toBe(name);
  expect(decoded(/^Subject: ([\s\S]*?)\r\n\S/m.exec(head)?.[1] ?? "")).toBe("欢迎 Bcc: a@b.cn");
  expect(Buffer.from(body, "base64").toString("utf8")).toBe("王女士您好：\r\n欢迎回来。\r\n\r\n城东馆 😀\ufffd");
});

test("takes one plain address alone, and makes a name of a file that every system takes", () => {
  expect(["a@b.cn", "a.b+c@x-y.example.org"].every(isMailAddress)).toBe(true);
  for (const none of ["", "a@b", "a b@c.cn", "a@b.cn\nBcc: x@y.cn", "<a@b.cn>", "a@b.cn, c@d.cn", "王@b.cn"])
    expect(isMailAddress(none)).toBe(false);
  expect(() => mailDraft({ to: { name: "", address: "a@b" }, subject: "", text: "" })).toThrow(RangeError);
  expect(draftFileName(7, "../王 小明:\u202E?")).toBe("0007-_王_小明_.eml");
  expect(draftFileName(7, "")).toBe("0007-_.eml");
});

const SENT = [
  { id: "a", phone: "+86 138 0013 8000" },
  { id: "b", phone: "188-0013-8000" },
  { id: "c", phone: "13900139000" },
  { id: "d", phone: "13900139000" },
  { id: "e", phone: "13700137000" },
];

test("reads the gateway's report back by number, a message of two parts as its worse one", () => {
  const rows = [
    ["1", "13800138000", "DELIVRD", ""],
    ["2", "8618800138000", "UNDELIV", "空号"],
    ["3", "13900139000", "DELIVRD", ""],
    ["4", "13900139000", "EXPIRED", "MK:0005 关机"],
    ["5", "13500135000", "DELIVRD", ""],
    ["6", "合计", "", ""],
  ];
  expect(readDeliveryReport(["序号", "手机号", "状态", "失败原因"], rows, SENT)).toEqual({
    ok: true,
    deliveries: [
      { id: "a", phone: "+86 138 0013 8000", delivery: { tag: "delivered" } },
      { id: "b", phone: "188-0013-8000", delivery: { tag: "failed", fault: "no-such-number", said: "UNDELIV · 空号" } },
      {
        id: "c",
        phone: "13900139000",
        delivery: { tag: "failed", fault: "switched-off", said: "EXPIRED · MK:0005 关机" },
      },
      {
        id: "d",
        phone: "13900139000",
        delivery: { tag: "failed", fault: "switched-off", said: "EXPIRED · MK:0005 关机" },
      },
    ],
    unreported: ["e"],
    strangers: 1,
  });
});

test.each([
  ["状态", "回复R", "declined"],
  ["狀態", "已回覆：R", "declined"],
  ["Status", "Replied TD", "declined"],
  ["回复内容", "R", "declined"],
  ["备注", "R", "delivered"],
  ["备注", "【城东馆】您好。拒收请回复R", "delivered"],
])("knows who has sent the word of refusal back: %s %s", (name, cell, tag) => {
  // the reply has a row of its own behind that of the message
  const report = readDeliveryReport(
    ["手机号", name, "结果"],
    [
      ["13700137000", "", "DELIVRD"],
      ["13700137000", cell, "DELIVRD"],
    ],
    SENT,
  );
  expect(report.ok && report.deliveries.map(({ id, delivery }) => [id, delivery.tag])).toEqual([["e", tag]]);
});

test("says what a report lacks", () => {
  expect(readDeliveryReport(["x"], [["王小明"]], SENT)).toEqual({ ok: false, missing: "number" });
  expect(readDeliveryReport(["a", "b"], [["13800138000", "王"]], SENT)).toEqual({ ok: false, missing: "state" });
});

test("a message to one of her numbers has arrived, whatever became of another's to a number that both have", () => {
  const sent = [
    { id: "mother", phone: "13800138000" },
    { id: "mother", phone: "13900139000" },
    { id: "daughter", phone: "13900139000" },
  ];
  const report = readDeliveryReport(
    ["手机号", "状态"],
    [
      ["13800138000", "DELIVRD"],
      ["13900139000", "UNDELIV"],
      ["13900139000", "DELIVRD"],
    ],
    sent,
  );
  expect(report.ok && report.deliveries.map(({ id, phone, delivery }) => [id, phone, delivery.tag])).toEqual([
    ["mother", "13800138000", "delivered"],
    // of two parts one has not come
    ["daughter", "13900139000", "failed"],
  ]);
});
