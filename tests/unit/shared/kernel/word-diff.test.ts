import fc from "fast-check";
import { expect, test } from "vitest";
import { diffWords } from "#shared/kernel/word-diff.ts";

test("marks the one word that changed in a Chinese note", () => {
  const parts = diffWords("孙女读三年级，常一起来。", "孙女读四年级，常一起来。");
  expect(
    parts
      .filter(({ change }) => change === "added")
      .map(({ text }) => text)
      .join(""),
  ).toContain("四");
  expect(parts[0]).toEqual({ text: "孙女读", change: "same" });
});

test("marks an addition without touching what stands around it", () => {
  expect(diffWords("comes with her granddaughter.", "often comes with her granddaughter.")).toEqual([
    { text: "often ", change: "added" },
    { text: "comes with her granddaughter.", change: "same" },
  ]);
});

test("gives both texts back whatever they are", () => {
  const words = fc.array(fc.constantFrom("读者", "图书", " ", "ab", "。", "x")).map((parts) => parts.join(""));
  fc.assert(
    fc.property(words, words, (before, after) => {
      const parts = diffWords(before, after);
      const text = (without: string) =>
        parts
          .filter(({ change }) => change !== without)
          .map((part) => part.text)
          .join("");
      expect(text("removed")).toBe(after);
      expect(text("added")).toBe(before);
    }),
  );
});
