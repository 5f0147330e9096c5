import { describe, expect, it } from "vitest";
import { formAddress, readFormText, webFormHtml } from "#shared/model/mail/web-form.ts";

const words = {
  title: "给<城东>图书馆写信",
  about: "a",
  kind: "类型",
  name: "n",
  card: "c",
  contact: "p",
  subject: "s",
  words: "w",
  send: "寄出",
  kinds: [["complaint", "投诉"]],
} as const;

describe("the form for the library's own site", () => {
  it("goes to a mailbox or to a page of the site, and nowhere else", () => {
    expect(formAddress("opinions@library.example")).toEqual({ mail: true, action: "mailto:opinions@library.example" });
    expect(formAddress("https://library.example/form")).toEqual({
      mail: false,
      action: "https://library.example/form",
    });
    for (const typed of ["http://library.example", "javascript:alert(1)", 'https://x/"onload="', "a@b", ""])
      expect(formAddress(typed)).toBeNull();
  });

  it("has no script, loads nothing, and says its words as words", () => {
    const html = webFormHtml(words, { mail: true, action: "mailto:a@b.example" }, "zh-CN");
    expect(html).toContain("给&lt;城东&gt;图书馆写信");
    expect(html).not.toMatch(/<script|<link|\ssrc=|\son\w+=|url\(/i);
    // what stands behind the words would be lost: they take all lines that follow
    expect(html.indexOf('name="words"')).toBeGreaterThan(html.indexOf('name="subject"'));
  });

  it("is told from any other letter by what it says of itself", () => {
    const sent = [...webFormHtml(words, { mail: true, action: "mailto:a@b.example" }, "en").matchAll(/ name="(\w+)"/g)]
      .map(([, name]) => `${name ?? ""}=${name === "form" ? "reader-desk" : name === "kind" ? "complaint" : "x"}`)
      .filter((line) => !line.startsWith("viewport="));
    expect(readFormText(sent.join("\r\n"))).toMatchObject({ kind: "complaint", name: "x", subject: "x", words: "x" });
    expect(readFormText("name=x\nwords=y")).toBeNull();
    expect(readFormText("Dear library,\nwords=y")).toBeNull();
  });
});
