import { describe, expect, it } from "vitest";
import { groupedPhone, splitPhones } from "#shared/model/input/phones.ts";
import { maskPhone } from "#shared/model/readers/mask.ts";

describe("telephone numbers in one text", () => {
  it.each([
    ["13800138000 13900139000", ["13800138000", "13900139000"]],
    ["138 0013 8000 139 0013 9000", ["138 0013 8000", "139 0013 9000"]],
    ["010-65512345 13800138000", ["010-65512345", "13800138000"]],
    ["65512345/13800138000", ["65512345", "13800138000"]],
    ["13800138000；13900139000、13700137000", ["13800138000", "13900139000", "13700137000"]],
    ["0912 345 678 0922 333 444", ["0912 345 678", "0922 333 444"]],
    ["+86 138 0013 8000 +86 139 0013 9000", ["+86 138 0013 8000", "+86 139 0013 9000"]],
    ["2345 6789 9876 5432", ["2345 6789", "9876 5432"]],
    ["13800138000(母) 13900139000(父)", ["13800138000(母)", "13900139000(父)"]],
    ["母 13800138000 父 13900139000", ["母 13800138000", "父 13900139000"]],
    ["13800138000 或 13900139000", ["13800138000", "13900139000"]],
  ])("come apart: %s", (text, numbers) => expect(splitPhones(text)).toEqual(numbers));

  it.each([
    "138 0013 8000",
    "+86 138 0013 8000",
    "0086 13800138000",
    "2345 6789",
    "010 6551 2345",
    "010-6551 2345 转 801",
    "(499)102-5994 x03456",
    "+1 555 123 4567",
    "13800138000 (母)",
    "13800138000/01",
    "问他妈妈",
    "138 0013 8000 12",
  ])("stay one where they may be one: %s", (text) => expect(splitPhones(text)).toEqual([text]));

  it("come apart as quickly in a text of any length", () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => `139${String(index).padStart(8, "0")}`);
    expect(splitPhones(numbers.join(" "))).toEqual(numbers);
    expect(splitPhones(`13800138000${" x".repeat(20_000)}${" ".repeat(20_000)}`)).toHaveLength(1);
  });

  it("are masked one by one, so that no number is shown that does not exist", () =>
    expect(maskPhone("13800138000 13900139000")).toBe("138****8000 / 139****9000"));
});

describe("a number as the place writes it", () => {
  it.each([
    ["0912345678", "0912-345-678"],
    ["0912 345 678", "0912-345-678"],
    ["0223456789", "02-2345-6789"],
    ["0422345678", "04-2234-5678"],
    ["037123456", "037-123456"],
    ["0492312345", "049-231-2345"],
    ["031234567", "03-123-4567"],
    ["02-2345-6789", "02-2345-6789"],
    ["0912345678 (媽媽)", "0912345678 (媽媽)"],
    ["+886912345678", "+886912345678"],
    ["13800138000", "13800138000"],
  ])("groups %s as %s in Taiwan", (typed, shown) => expect(groupedPhone(typed, "taiwan")).toBe(shown));

  it("refuses a mobile there with a digit too few or too many, and touches no number elsewhere", () => {
    expect(["091234567", "09123456789"].map((phone) => groupedPhone(phone, "taiwan"))).toEqual([null, null]);
    expect(["0912345678", "091234567"].map((phone) => groupedPhone(phone, "mainland"))).toEqual([
      "0912345678",
      "091234567",
    ]);
  });
});
