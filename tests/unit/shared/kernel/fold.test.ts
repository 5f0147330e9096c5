import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldCode, foldName, foldPhone } from "#shared/kernel/fold.ts";
import { createSimplifier } from "../../../../renderer/worker/simplify.ts";

const toSimplified = createSimplifier();
const fold = (text: string): string => foldName(text, toSimplified);

describe("folding a name", () => {
  it.each([
    ["張三丰", "张三丰"],
    ["薴", "苧"],
    ["薴", "苎"],
    ["Müller", "muller"],
    ["STRASSE", "straße"],
    ["阿依古丽·买买提", "阿依古丽買買提"],
    ["阿依古丽・买买提", "阿依古丽•买买提"],
    ["阿依古丽．买买提", "阿依古丽‧买买提"],
    ["O’Connor", "o'connor"],
    ["Ｚｈａｎｇ　三", "zhang三"],
    ["葛\u{E0100}优", "葛优"],
    ["\uF9D1", "六"],
    ["Łukasz Đặng", "lukaszdang"],
    ["e\u200D\u0301", "é"],
  ])("takes %s and %s for the same", (a, b) => {
    expect(fold(a)).toBe(fold(b));
  });

  it("keeps a character outside the basic plane whole", () => {
    expect(fold("𠮷田")).toBe("𠮷田");
    expect(fold("𠮷田")).not.toBe(fold("吉田"));
  });

  it("maps every ideograph to one that stays", () => {
    const moved: string[] = [];
    for (let code = 0x2e80; code < 0x33480; code++) {
      const char = String.fromCodePoint(code);
      if (/\p{Script=Han}/u.test(char) && toSimplified(toSimplified(char)) !== toSimplified(char)) moved.push(char);
    }
    expect(moved).toEqual([]);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 500 },
    );
  });

  it("folds a part of a folded name to itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(), fc.nat(), (text, from, length) => {
        const chars = [...fold(text)];
        const part = chars
          .slice(from % (chars.length + 1))
          .slice(0, length % (chars.length + 1))
          .join("");
        expect(fold(part)).toBe(part);
      }),
      { numRuns: 500 },
    );
  });
});

describe("folding a code", () => {
  it("keeps leading zeros and dashes, and takes full-width digits and spaces away", () => {
    expect(foldCode(" ００２１ 0417-８８53\t")).toBe("00210417-8853");
    expect(foldCode("0021")).not.toBe(foldCode("21"));
  });

  it("keeps only the digits of a telephone number", () => {
    expect(foldPhone("+86 138-0000-5678")).toBe("8613800005678");
    expect(foldPhone("（０２１）5555 转 12")).toBe("0215555");
  });
});
