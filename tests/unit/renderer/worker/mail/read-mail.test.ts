import "../../../../support/indexed-db.ts";
import { CFB } from "@e965/xlsx";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DeskDb, type Row } from "../../../../../renderer/db/database.ts";
import type { MailRead } from "../../../../../renderer/platform/worker/mail-api.ts";
import { MAIL_FILE_BYTES } from "../../../../../renderer/platform/worker/mail-api.ts";
import { createMailApi } from "../../../../../renderer/worker/mail/serve-mail.ts";
import { encodeLegacy } from "../../../../support/encode-legacy.ts";

const NOW = Date.UTC(2026, 11, 1, 8);
const W: Row<"reader">["w"] = ["s", 1, "0000000000000000", "m"];
const db = new DeskDb("read-mail", 0);
await db.open();
await db.reader.bulkPut([
  { id: "wu", name: "吴守义", card: "002104183390", email: "Wu@Example.org", w: W },
  { id: "one", name: "姐姐", email: "home@example.org", w: W },
  { id: "two", name: "弟弟", email: "home@example.org", w: W },
]);
const api = createMailApi({ db, clock: { now: () => NOW } });
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text.replaceAll("\n", "\r\n"));
const read = (text: string | Uint8Array<ArrayBuffer>, name = "信.eml"): Promise<MailRead> =>
  api.read(name, typeof text === "string" ? bytes(text) : text);
async function only(text: string | Uint8Array<ArrayBuffer>, name?: string) {
  const answer = await read(text, name);
  if (answer.tag !== "read" || answer.letters.length !== 1) throw new Error(JSON.stringify(answer));
  return { ...answer.letters[0], clipped: answer.clipped, attached: answer.attached };
}

describe("a letter in a file", () => {
  it("says who wrote what and when, and is hers who alone has the address", async () => {
    const letter = await only(
      "From: =?UTF-8?B?5ZC05a6I5LmJ?= <wu@example.org>\nDate: Mon, 30 Nov 2026 21:10:00 +0800\nSubject: Lamps\nContent-Type: text/plain; charset=utf-8\n\n连着三天了。",
    );
    expect(letter).toMatchObject({
      channel: "email",
      reader: "wu",
      who: "吴守义 wu@example.org",
      title: "Lamps",
      text: "连着三天了。",
      receivedAt: Date.UTC(2026, 10, 30, 13, 10),
    });
    expect((await only("From: home@example.org\nSubject: x\n\ny")).reader).toBeNull();
  });

  it("has the mark of what it says, under whatever name its file was saved", async () => {
    const [text, other] = ["y", "z"].map((words) => `From: home@example.org\nSubject: x\n\n${words}`);
    const { mark } = await only(text ?? "");
    expect(mark).toMatch(/^[0-9a-f]{64}$/);
    expect((await only(text ?? "", "Kopie (1).eml")).mark).toBe(mark);
    expect((await only(other ?? "")).mark).not.toBe(mark);
  });

  it("is read in GBK where it says no charset, in its bytes, in base64 and in its head", async () => {
    const words = "阅览室的灯闪了三天，请修一修";
    const head = "From: a@example.org\nSubject: 灯\n";
    const plain = encodeLegacy(`${head}\n${words}`.replaceAll("\n", "\r\n"), "gb18030");
    expect(await only(plain)).toMatchObject({ title: "灯", text: words });
    const base64 = Buffer.from(encodeLegacy(words, "gb18030")).toString("base64");
    const coded = `From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${base64}\n`;
    expect((await only(coded)).text).toBe(words);
    const big5 = Buffer.from(encodeLegacy("閱覽室的燈", "big5")).toString("base64");
    const html = `From: a@example.org\nSubject: x\nContent-Type: text/html; charset=big5\nContent-Transfer-Encoding: base64\n\n${big5}\n`;
    expect((await only(html)).text).toBe("閱覽室的燈");
  });

  it("is read in a moment where its marks never end, as a letter that is made to hurt may have them", async () => {
    const head = "From: a@example.org\nSubject: x\nContent-Type: text/html\n\n";
    for (const mark of ["<br ", "<", "<!--", "<style></style ", "&", "<a href='"])
      expect((await read(`${head}灯坏了${mark.repeat(60_000)}`)).tag).toBe("read");
    const long = "a@".repeat(50_000);
    expect((await read(`From: ${long}\nTo: ${"<".repeat(50_000)}\nSubject: ${long}\n\n灯`)).tag).toBe("read");
  }, 5_000);

  it("is the text of its HTML alone, with nothing that a page could run", async () => {
    const html =
      '<html><head><title>t</title><style>p{}</style></head><body onload="x()"><p>Hello&nbsp;&lt;b&gt;</p><img src=x onerror=alert(1)><script>alert(1)</script><div>two</div></body></html>';
    const { text } = await only(`From: a@example.org\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n${html}`);
    expect(text).toBe("Hello <b>\ntwo");
  });

  it("counts what was attached, and keeps the words of a letter inside of it", async () => {
    const inner = "From: b@example.org\nSubject: inner\nContent-Type: text/plain\n\ninner words";
    const letter = await only(
      `From: a@example.org\nSubject: fw\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nsee below\n--B\nContent-Type: message/rfc822\n\n${inner}\n--B\nContent-Type: image/png; name=a.png\nContent-Disposition: attachment; filename=a.png\nContent-Transfer-Encoding: base64\n\nAAAA\n--B--\n`,
    );
    expect(letter.text).toContain("see below");
    expect(letter.text).toContain("inner words");
    expect(letter.attached).toBe(1);
    // as a mail program passes a letter on: attached as a file
    const passedOn = await only(
      `From: office@example.org\nSubject: fw\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nplease enter\n--B\nContent-Type: message/rfc822; name=a.eml\nContent-Disposition: attachment; filename=a.eml\n\n${inner}\n--B--\n`,
    );
    expect(passedOn).toMatchObject({
      title: "fw",
      text: "please enter\n\ninner\nb@example.org\ninner words",
      attached: 0,
    });
  });

  it("is refused with its reason where it is too large, empty, nested without end, or none", async () => {
    expect((await read(new Uint8Array(MAIL_FILE_BYTES + 1))).tag).toBe("too-large");
    expect((await read(new Uint8Array())).tag).toBe("empty");
    let nested = "Content-Type: text/plain\n\nx";
    for (let depth = 0; depth < 60; depth++)
      nested = `Content-Type: multipart/mixed; boundary=B${depth}\n\n--B${depth}\n${nested}\n--B${depth}--\n`;
    expect((await read(`From: a@example.org\n${nested}`)).tag).toBe("not-mail");
    expect((await read(new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d]), "a.pdf")).tag).toBe("not-mail");
    const long = await only(`From: a@example.org\nSubject: x\nContent-Type: text/plain\n\n${"字".repeat(30_000)}`);
    expect([long.text?.length, long.clipped]).toEqual([19_000, 1]);
    expect((await only("From: a@example.org\nDate: Mon, 30 Nov 2065 21:10:00 +0800\n\nx")).receivedAt).toBeNull();
  });

  it("never fails at what is no letter", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom("a.eml", "a.msg", "a.csv", "a"),
        async (data, name) => {
          expect(["read", "empty", "not-mail", "no-words"]).toContain((await api.read(name, new Uint8Array(data))).tag);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("of Outlook is read from its compound file", async () => {
    const file = CFB.utils.cfb_new();
    const wide = (text: string): Buffer => Buffer.from(text, "utf16le");
    CFB.utils.cfb_add(file, "/__substg1.0_0037001F", wide("想预约地方文献室"));
    CFB.utils.cfb_add(file, "/__substg1.0_1000001F", wide("要介绍信吗？"));
    CFB.utils.cfb_add(file, "/__substg1.0_0C1A001F", wide("吴守义"));
    CFB.utils.cfb_add(file, "/__substg1.0_5D01001F", wide("wu@example.org"));
    const properties = Buffer.alloc(48);
    properties.writeUInt32LE(0x0e06_0040, 32);
    properties.writeBigUInt64LE((BigInt(NOW - 3_600_000) + 11_644_473_600_000n) * 10_000n, 40);
    CFB.utils.cfb_add(file, "/__properties_version1.0", properties);
    const written = new Uint8Array(CFB.write(file, { type: "array" }) as number[]); // as the library documents it
    expect(await only(written, "信.msg")).toMatchObject({
      reader: "wu",
      title: "想预约地方文献室",
      text: "要介绍信吗？",
      receivedAt: NOW - 3_600_000,
      source: "信.msg",
    });
  });
});

describe("the form of the site", () => {
  it("is read from the letter that a mail program has made of it", async () => {
    const body =
      "form=reader-desk\nkind=suggestion\nname=周女士\ncard=002104183390\ncontact=13800000912\nsubject=还书箱\nwords=周一能不能开\nname=不是字段\n";
    expect(
      await only(`From: a@example.org\nSubject: f\nContent-Type: text/plain; charset=utf-8\n\n${body}`),
    ).toMatchObject({
      channel: "web",
      kind: "suggestion",
      reader: "wu",
      title: "还书箱",
      text: "周一能不能开\nname=不是字段",
    });
  });

  it("is read from a table, in GBK too, a row for each; one without words is none", async () => {
    const csv =
      "提交时间,姓名,电话,类型,标题,内容\r\n2026-11-30 20:00,周女士,13800000912,建议,还书箱,周一能不能开\r\n,,,,,\r\n";
    const answer = await read(encodeLegacy(csv, "gb18030"), "表单.csv");
    expect(answer).toMatchObject({
      tag: "read",
      letters: [{ channel: "web", who: "周女士 13800000912", kind: "suggestion", text: "周一能不能开", reader: null }],
    });
    expect((await read("姓名,电话\na,1\n", "表单.csv")).tag).toBe("no-words");
  });
});
