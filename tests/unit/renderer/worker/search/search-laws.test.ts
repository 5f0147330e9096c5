import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName } from "#shared/kernel/fold.ts";
import { sameCards } from "#shared/replication/rows/conflict-view.ts";
import type { SearchedReader } from "../../../../../renderer/worker/search/reader-keys.ts";
import { createReadings } from "../../../../../renderer/worker/search/readings.ts";
import { createSearchIndex, type SearchIndex } from "../../../../../renderer/worker/search/search-index.ts";
import { createSimplifier } from "../../../../../renderer/worker/simplify.ts";
import { proofScale } from "../../../../support/proof-scale.ts";

const toSimplified = createSimplifier();
const readings = createReadings(toSimplified);

const nameUnits = [
  ..."曾单查區尉遲张張伟乐長𠮷葛丽买提小林さ가나",
  "\u{E0100}",
  "\u00B7",
  " ",
  "'",
  "é",
  "ü",
  ..."aAbzO1９",
  "\u0301",
  "、",
];
const name = fc.string({ unit: fc.constantFrom(...nameUnits), minLength: 1, maxLength: 8 });
const digits = fc.string({ unit: fc.constantFrom(..."0123"), minLength: 1, maxLength: 6 });
const reader: fc.Arbitrary<SearchedReader> = fc.record(
  {
    name,
    card: digits,
    phones: fc.array(digits, { maxLength: 2 }),
    otherIds: fc.dictionary(fc.constantFrom("student", "old"), digits),
    preferredName: name,
  },
  { requiredKeys: ["name"] },
);
const library = fc.uniqueArray(fc.tuple(fc.uuid(), reader), { selector: ([id]) => id, minLength: 1, maxLength: 30 });
const queryText = fc.oneof(name, digits, fc.string({ unit: fc.constantFrom(..."zhangleuo '"), maxLength: 4 }));

const build = (rows: readonly (readonly [string, SearchedReader])[]): SearchIndex => {
  const index = createSearchIndex(readings, toSimplified);
  for (const [id, row] of rows) index.put(id, row);
  return index;
};
const everything = (index: SearchIndex, text: string, seenToday: readonly string[] = []) =>
  index.query({ text, limit: 1000, seenToday });

const inOneOrder = (groups: readonly (readonly string[])[]): readonly string[] =>
  groups.map((ids) => ids.toSorted().join()).toSorted();

// whole indexes are built over and over, which a busy machine may do slowly
describe("laws of the search", { timeout: 120_000 }, () => {
  it("finds a reader by any part of the folded name", () => {
    fc.assert(
      fc.property(library, fc.nat(), fc.nat(), fc.nat(), (rows, which, from, length) => {
        const [id, row] = rows[which % rows.length] ?? ["", {}];
        const chars = [...foldName(row.name ?? "", toSimplified)];
        if (chars.length === 0) return;
        const start = from % chars.length;
        const part = chars.slice(start, start + 1 + (length % (chars.length - start))).join("");
        expect(everything(build(rows), part).hits.map((hit) => hit.id)).toContain(id);
      }),
      { numRuns: proofScale(83, 500) },
    );
  });

  it("does not depend on the order in which readers came", () => {
    fc.assert(
      fc.property(library, fc.infiniteStream(fc.nat()), queryText, (rows, dice, text) => {
        const shuffled = rows
          .map((row) => ({ row, key: dice.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row);
        expect(everything(build(shuffled), text)).toEqual(everything(build(rows), text));
        expect(build(shuffled).sorted()).toEqual(build(rows).sorted());
      }),
      { numRuns: proofScale(50, 300) },
    );
  });

  it("answers after changes as if it had been built anew", () => {
    const change = fc.tuple(fc.nat(), fc.option(reader));
    fc.assert(
      fc.property(library, fc.array(change, { maxLength: 40 }), queryText, (rows, changes, text) => {
        const index = build(rows);
        const now = new Map(rows);
        for (const [which, row] of changes) {
          const id = rows[which % rows.length]?.[0] ?? "";
          everything(index, text);
          if (row === null) {
            index.remove(id);
            now.delete(id);
          } else {
            index.put(id, row);
            now.set(id, row);
          }
        }
        const rebuilt = build([...now]);
        expect(everything(index, text)).toEqual(everything(rebuilt, text));
        expect(index.sorted()).toEqual(rebuilt.sorted());
        expect(index.size).toBe(now.size);
        const cards = [...now].flatMap(([id, { card }]) => (card === undefined ? [] : [[card, id] as const]));
        expect(inOneOrder(index.sameCards())).toEqual(inOneOrder(sameCards(cards)));
      }),
      { numRuns: proofScale(50, 300) },
    );
  });

  it("gives the beginning of the whole answer when asked for less", () => {
    fc.assert(
      fc.property(library, queryText, fc.nat({ max: 40 }), (rows, text, limit) => {
        const seenToday = rows.slice(0, 5).map(([id]) => id);
        const index = build(rows);
        expect(index.query({ text, limit, seenToday }).hits).toEqual(
          everything(index, text, seenToday).hits.slice(0, limit),
        );
      }),
      { numRuns: proofScale(50, 300) },
    );
  });

  it("answers from its packed form as before, also after further changes", () => {
    fc.assert(
      fc.property(library, library, queryText, (rows, later, text) => {
        const index = build(rows);
        const again = createSearchIndex(readings, toSimplified, structuredClone(index.pack()));
        expect(everything(again, text)).toEqual(everything(index, text));
        for (const [id, row] of later) {
          index.put(id, row);
          again.put(id, row);
        }
        expect(everything(again, text)).toEqual(everything(index, text));
        expect(again.sorted()).toEqual(index.sorted());
      }),
      { numRuns: proofScale(33, 200) },
    );
  });

  it("never throws, whatever is typed", () => {
    const index = build([["a", { name: "张伟", card: "1", phones: ["123456"] }]]);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(everything(index, text).total).toBeLessThanOrEqual(1);
      }),
      { numRuns: proofScale(40, 1000) },
    );
  });
});
