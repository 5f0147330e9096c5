/**
 * A desk whose version does not know a kind, a field or a value, and learns it later, ends where a desk ends
 * that knew it from the start, whatever order things came in.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "#shared/kernel/json.ts";
import { stampOf } from "#shared/replication/rows/apply.ts";
import { digestLine } from "#shared/replication/rows/digest.ts";
import { ALIAS, DELETED, type Entry, type Op, type Vector } from "#shared/replication/rows/entry.ts";
import { applyOp, cellsOf, frontierOf } from "#shared/replication/rows/merge-cells.ts";
import { reread } from "#shared/replication/rows/reread.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { seenAfter, seenBy } from "#shared/replication/rows/seen.ts";
import { maySweep } from "#shared/replication/rows/tombstones.ts";
import { Desk, syncAll } from "../exchange.ts";

type Step =
  | { readonly act: "write"; readonly desk: number; readonly cells: Readonly<Record<string, Json>> }
  | { readonly act: "pull"; readonly desk: number; readonly from: number; readonly limit: number };

const cells = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.dictionary(
      fc.constantFrom("name", "email", "note"),
      fc.oneof(fc.constantFrom("甲", "乙", "丙"), fc.constant(null)),
      { minKeys: 1 },
    ),
  },
  { weight: 3, arbitrary: fc.dictionary(fc.constantFrom("tags/a", "tags/b"), fc.boolean(), { minKeys: 1 }) },
  {
    weight: 2,
    arbitrary: fc.dictionary(
      fc.constantFrom("consents/phone.event", "consents/mail.event"),
      fc.record({ given: fc.boolean(), at: fc.nat(3) }),
      { minKeys: 1 },
    ),
  },
  { weight: 2, arbitrary: fc.record({ [DELETED]: fc.constantFrom(true, null) }) },
  { weight: 1, arbitrary: fc.record({ [ALIAS]: fc.constantFrom("r0", null) }) },
);
const desk = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant("write" as const), desk, cells }),
  fc.record({ act: fc.constant("pull" as const), desk, from: desk, limit: fc.integer({ min: 1, max: 3 }) }),
);

/** Entries of three desks in an order in which somebody may apply them. */
function historyOf(steps: readonly Step[]): readonly (readonly [stream: string, entry: Entry])[] {
  let now = 1_000;
  const desks = ["a", "b", "c"].map(
    (letter, index) =>
      new Desk(
        letter.repeat(16),
        () => now + 900 + [0, 900, -900].reduce((at, offset, place) => (place === index ? offset : at), 0),
      ),
  );
  const history: (readonly [string, Entry])[] = [];
  for (const item of steps) {
    now += 1;
    const me = desks[item.desk];
    if (me === undefined) continue;
    if (item.act === "write") history.push([me.stream, me.write([{ kind: "reader", id: "r1", cells: item.cells }])]);
    else {
      const from = desks[item.from];
      if (from !== undefined && from !== me) me.pull(from, item.limit);
    }
  }
  syncAll(desks);
  return history;
}

/** As a desk merges it that knows the record under `kind`, and takes some values for invalid. */
function merged(
  history: ReturnType<typeof historyOf>,
  kind: string,
  isFit: (value: Json) => boolean,
): AnyRow | undefined {
  let row: AnyRow | undefined;
  const vectors: Record<string, Vector> = {};
  for (const [stream, entry] of history) {
    const vector = seenAfter(vectors[stream] ?? {}, entry);
    vectors[stream] = vector;
    for (const op of entry.ops) {
      const invalid = Object.entries(op.cells).flatMap(([cell, value]) =>
        isFit(value) || cell.startsWith(".") ? [] : [cell],
      );
      row = applyOp(kind, row, op, stampOf(stream, entry), seenBy(stream, entry, vector), invalid);
    }
  }
  return row;
}

const viewOf = (row: AnyRow): unknown => ({
  ...row,
  f: null,
  frontiers: new Map(
    cellsOf("reader", row)
      .toSorted()
      .map((cell) => [
        cell,
        frontierOf("reader", row, cell).map(({ by, v = null, ex }) => [by, v, [...(ex ?? [])].sort()]),
      ]),
  ),
});

const knowing = (history: ReturnType<typeof historyOf>): AnyRow | undefined => merged(history, "reader", () => true);
const history = fc.array(step, { maxLength: 30 }).map(historyOf);

describe("a row that is read again", () => {
  it("of a kind that was unknown is what a desk has that always knew it", () => {
    fc.assert(
      fc.property(history, (entries) => {
        const [before, wanted] = [merged(entries, "an-unknown-kind", () => true), knowing(entries)];
        if (before === undefined || wanted === undefined) return;
        const { row, invalid } = reread("reader", before);
        expect(invalid).toEqual([]);
        expect(viewOf(row)).toEqual(viewOf(wanted));
        expect(digestLine("reader", row)).toBe(digestLine("reader", wanted));
      }),
      { numRuns: 500 },
    );
  });

  it("with values that did not fit before is what a desk has that always took them", () => {
    const strange = (value: Json): boolean =>
      value === "丙" ||
      value === true ||
      (typeof value === "object" && value !== null && "at" in value && value.at === 3);
    fc.assert(
      fc.property(history, (entries) => {
        const [before, wanted] = [merged(entries, "reader", (value) => !strange(value)), knowing(entries)];
        if (before === undefined || wanted === undefined) return;
        expect(viewOf(reread("reader", before).row)).toEqual(viewOf(wanted));
      }),
      { numRuns: 500 },
    );
  });

  it("that this version has made stays as it is", () => {
    fc.assert(
      fc.property(history, (entries) => {
        const row = knowing(entries);
        if (row === undefined) return;
        expect(reread("reader", row)).toEqual({ row, invalid: [] });
      }),
      { numRuns: 200 },
    );
  });

  it("keeps aside what does not fit now that its field is known", () => {
    const by = ["a".repeat(16), 1, "0000000000010000", "s"] as const;
    const before = applyOp(
      "an-unknown-kind",
      undefined,
      { kind: "an-unknown-kind", id: "r1", cells: { name: 7, email: "a@b.cn" } },
      by,
      () => true,
    );
    const { row, invalid } = reread("reader", before);
    expect(row).toMatchObject({ email: "a@b.cn" });
    expect(row.name).toBeUndefined();
    expect(invalid).toMatchObject([{ cell: "name", write: { v: 7 } }]);
  });
});

describe("a value that does not fit", () => {
  const shown = (row: AnyRow | undefined): unknown =>
    row && Object.fromEntries(Object.entries(row).filter(([name]) => !["id", "w", "f"].includes(name)));
  const isFit = (value: Json): boolean => value !== "丙";

  const wrote = (stream: string, seq: number, hlc: string, cells: Op["cells"], more: Partial<Entry> = {}) =>
    [
      stream.repeat(16),
      { seq, hlc, pulls: 0, staff: "s", command: "test", ops: [{ kind: "reader", id: "r1", cells }], ...more },
    ] as const;
  const TWO_UNFIT = [
    wrote("b", 1, "000000000af10000", { note: null, name: null }),
    wrote("a", 1, "00000000076e0000", { note: "甲", name: null }),
    wrote("b", 2, "000000000af40000", { note: "丙", name: "甲" }),
    wrote(
      "a",
      2,
      "0000000007710000",
      { note: "丙" },
      { pulls: 1, seen: { ["b".repeat(16)]: { no: 0, hash: "", seq: 1 } } },
    ),
  ];

  it("changes nothing of what is shown, as if it had not come", () => {
    fc.assert(
      fc.property(history, (all) => {
        // deletions and takings-back would rightly follow what was written, shown or not
        const entries = all.map(
          ([stream, entry]) =>
            [
              stream,
              {
                ...entry,
                ops: entry.ops.map((op) => ({
                  ...op,
                  cells: Object.fromEntries(Object.entries(op.cells).filter(([cell]) => cell !== DELETED)),
                })),
              },
            ] as const,
        );
        const without = entries.map(
          ([stream, entry]) =>
            [
              stream,
              {
                ...entry,
                ops: entry.ops.map((op) => ({
                  ...op,
                  cells: Object.fromEntries(
                    Object.entries(op.cells).filter(([cell, value]) => isFit(value) || cell.startsWith(".")),
                  ),
                })),
              },
            ] as const,
        );
        const [first, second] = [merged(entries, "reader", isFit), merged(without, "reader", isFit)];
        if (first === undefined || first.gone === 1) return;
        expect(shown(first)).toEqual(shown(second));
      }),
      // two that do not fit, the second of which had seen what the first had set aside
      { numRuns: 500, examples: [[TWO_UNFIT]] },
    );
  });

  it("alone in a record hides it until there is something to show", () => {
    const by = (seq: number) => ["a".repeat(16), seq, `000000000001000${seq}`, "s"] as const;
    const alone = applyOp("reader", undefined, { kind: "reader", id: "r1", cells: { name: 7 } }, by(1), () => true, [
      "name",
    ]);
    expect(alone.gone).toBe(1);
    // and a sweep does not take it for a deleted one
    expect(maySweep(alone, { cut: { ["a".repeat(16)]: { no: 1, hash: "", seq: 9 } }, before: "f".repeat(16) })).toBe(
      false,
    );
    const named = applyOp("reader", alone, { kind: "reader", id: "r1", cells: { name: "甲" } }, by(2), () => true);
    expect(named).toMatchObject({ name: "甲" });
    expect(named.gone).toBeUndefined();
  });
});
