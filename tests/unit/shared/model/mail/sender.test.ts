import { describe, expect, it } from "vitest";
import { readSender, senderLine } from "#shared/model/mail/sender.ts";

describe("who sent something", () => {
  it("reads a name, a number and an address out of one line, in any order", () => {
    expect(readSender("周女士 138 0000 0912")).toEqual({ name: "周女士", phone: "138 0000 0912" });
    expect(readSender("（０２１）８７６５－４４００　城东第三小学")).toEqual({
      name: "城东第三小学",
      phone: "(021)8765-4400",
    });
    expect(readSender("書蟲 <bookworm@example.org>")).toEqual({ name: "書蟲", email: "bookworm@example.org" });
    expect(readSender("Ms Lin, lin@example.org, +886 2 2345 6789 #12")).toEqual({
      name: "Ms Lin",
      phone: "+886 2 2345 6789 #12",
      email: "lin@example.org",
    });
  });

  it("keeps a nickname with digits in it, and knows nobody in an empty line", () => {
    expect(readSender("小鱼88")).toEqual({ name: "小鱼88" });
    expect(readSender("第3中学")).toEqual({ name: "第3中学" });
    expect(readSender("  ")).toEqual({});
  });

  it("takes a page that was pasted by mistake as quickly, whatever stands in it", () => {
    expect(readSender("a@".repeat(2_000))).toEqual({ name: "a@".repeat(2_000) });
    expect(readSender(`王芳${", ".repeat(20_000)}x`).phone).toBeUndefined();
  }, 5_000);

  it("comes to the same when it is read from the line that it makes", () => {
    const sender = { name: "周女士", phone: "13800000912", email: "zhou@example.org" };
    expect(readSender(senderLine(sender))).toEqual(sender);
  });
});
