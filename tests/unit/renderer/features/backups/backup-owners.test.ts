import { describe, expect, it } from "vitest";
import { ownerNames } from "../../../../../renderer/features/backups/backup-owners.ts";

const [A, B, C] = ["a", "b", "c"].map((letter) => letter.repeat(16)) as [string, string, string];
const backup = (stream: string, device: string | null = "流动书车", day = "22") => ({
  id: `202611${day}-093000-${stream}`,
  device,
});
const line = (stream: string, device: string, replacedBy: string | null = null) => ({ stream, device, replacedBy });

describe("backups of computers with one name", () => {
  it("are told apart by the beginning of the number, in the table of computers or not", () => {
    const nameOf = ownerNames([line(A, "流动书车"), line(B, "流动书车")], []);
    expect([backup(A), backup(B)].map(nameOf)).toEqual(["流动书车 AAAA", "流动书车 BBBB"]);
    const beside = [backup(A), backup(A, "流动书车", "23"), backup(B)];
    expect(beside.map(ownerNames([], beside))).toEqual(["流动书车 AAAA", "流动书车 AAAA", "流动书车 BBBB"]);
    expect(beside.map(ownerNames([line(A, "流动书车")], beside))).toEqual([
      "流动书车 AAAA",
      "流动书车 AAAA",
      "流动书车 BBBB",
    ]);
  });

  it("bear the name alone where there is one of it, also where it goes on under another number", () => {
    const beside = [backup(A), backup(C)];
    expect(beside.map(ownerNames([line(A, "流动书车", C), line(C, "流动书车"), line(B, "儿童馆-2")], beside))).toEqual([
      "流动书车",
      "流动书车",
    ]);
    expect([backup(A), backup(A, "流动书车", "23")].map(ownerNames([], beside.slice(0, 1)))).toEqual([
      "流动书车",
      "流动书车",
    ]);
  });

  it("that tell no name, or whose folder was renamed, have what they tell", () => {
    expect(ownerNames([], [])(backup(A, null))).toBeNull();
    expect(ownerNames([line(A, "流动书车")], [])({ id: "旧备份", device: "流动书车" })).toBe("流动书车");
  });
});
