import fc from "fast-check";
import { expect, it } from "vitest";
import { replaceUses } from "#shared/analysis/replace-uses.ts";
import { buildUses, type UseRow, usesOf } from "#shared/analysis/uses.ts";

const READERS: readonly string[] = ["a", "b", "c", "d"];
const arbitraryRow = (readers: readonly string[]): fc.Arbitrary<UseRow> =>
  fc.record({ reader: fc.constantFrom(...readers), day: fc.integer({ min: 20_000, max: 20_020 }), kind: fc.constantFrom("visit", "loan", "contact"), amount: fc.integer({ min: 1, max: 5 }) });

it("is what building anew with the changed readers' rows gives, new readers last", () => {
  fc.assert(
    fc.property(
      fc.array(arbitraryRow(READERS)),
      fc.uniqueArray(fc.constantFrom<string>("a", "b", "c", "d", "e", "f")),
      fc.array(arbitraryRow(["a", "b", "c", "d", "e", "f"])),
      (before, changed, after) => {
        const now = after.filter(({ reader }) => changed.includes(reader));
        const old = buildUses(READERS, before).uses;
        const rows = new Map(changed.map((reader) => [reader, usesOf(buildUses([reader], now).uses, 0)]));
        const readers = [...READERS, ...changed.filter((reader) => !READERS.includes(reader))];
        const anew = buildUses(readers, [...before.filter(({ reader }) => !changed.includes(reader)), ...now]).uses;
        expect(replaceUses(old, rows)).toEqual(anew);
      },
    ),
  );
});
