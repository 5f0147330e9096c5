import { describe, expect, it } from "vitest";
import { canCheckCaller, isCallerRight } from "#shared/model/readers/caller-check.ts";

const reader = {
  card: "0021 0418 3390",
  birthDate: "1958-05-01",
  phones: ["+86 138 1234 5678", "(02) 2345-6789"],
  email: "Wu@Example.org",
};
const right = (card: string, more: string): boolean => isCallerRight(reader, { card, more }, "mainland");

describe("who calls", () => {
  it("is the reader with her card number and one more, however they are written", () => {
    expect(right("002104183390", "1958-05-01")).toBe(true);
    expect(right("００２１０４１８３３９０", "19580501")).toBe(true);
    expect(right("0021 0418 3390", "138-1234-5678")).toBe(true);
    expect(right("002104183390", "0086 13812345678")).toBe(true);
    expect(right("002104183390", "02 2345 6789")).toBe(true);
    expect(right("002104183390", "wu@example.org")).toBe(true);
  });

  it("is not, with one of both wrong, a part of a number, or nothing", () => {
    for (const [card, more] of [
      ["002104183391", "1958-05-01"],
      ["002104183390", "1958-05-02"],
      ["002104183390", "5678"],
      ["002104183390", "12345678"],
      ["002104183390", ""],
      ["", "1958-05-01"],
      ["002104183390", "002104183390"],
    ] as const)
      expect(right(card, more), `${card} ${more}`).toBe(false);
    expect(isCallerRight({ birthDate: "1958-05-01" }, { card: "", more: "1958-05-01" }, "mainland")).toBe(false);
  });

  it("says her birthday as it is said in English, and in the years of the Minguo calendar where those are short", () => {
    for (const more of [
      "1 May 1958",
      "1st May 1958",
      "May 1, 1958",
      "1.5.1958",
      "5/1/1958",
      "1/5/1958",
      "民國47年5月1日",
    ])
      expect(right("002104183390", more), more).toBe(true);
    for (const more of ["1 May 1959", "2 May 1958", "1 Mai", "May 1958", "47/5/1"])
      expect(right("002104183390", more), more).toBe(false);
    expect(isCallerRight(reader, { card: "002104183390", more: "47/5/1" }, "taiwan")).toBe(true);
  });

  it("proves nothing by a number or an address that is marked as wrong", () => {
    const moved = { ...reader, badContact: ["+86 138 1234 5678", "email"] };
    const says = (more: string): boolean => isCallerRight(moved, { card: "002104183390", more }, "mainland");
    expect(["13812345678", "wu@example.org", "02 2345 6789"].map(says)).toEqual([false, false, true]);
    expect(canCheckCaller({ card: "1", email: "a@b.example", badContact: ["a@b.example"] }, "mainland")).toBe(false);
  });

  it("can be asked where something more than the card is recorded", () => {
    expect(canCheckCaller({ card: "1" }, "mainland")).toBe(false);
    expect(canCheckCaller({ card: "1", phones: ["12"] }, "mainland")).toBe(false);
    expect(canCheckCaller({ card: "1", email: "a@b.example" }, "mainland")).toBe(true);
  });
});
