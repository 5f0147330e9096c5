/** The digest is a sum that follows every change, and says where it stands. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateDemo } from "#shared/demo/demo-library.ts";
import { bodyText, parseBody } from "#shared/replication/files/batch.ts";
import { parseDigest } from "#shared/replication/files/parse-digest.ts";
import {
  changeDigest,
  differingKinds,
  digestLine,
  digestOf,
  isSamePlace,
  type RowChange,
  type StateDigest,
} from "#shared/replication/rows/digest.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";

const sha256 = (text: string): Uint8Array => createHash("sha256").update(text).digest();

const row = fc.record({
  id: fc.constantFrom("r1", "r2", "r3"),
  name: fc.constantFrom("甲", "乙", undefined),
  tags: fc.subarray(["x", "y"]),
  gone: fc.constantFrom(undefined, 1 as const),
});
const step = fc.record({ kind: fc.constantFrom("reader", "task", "later-kind"), row });

const asRow = ({
  id,
  name,
  tags,
  gone,
}: {
  id: string;
  name: string | undefined;
  tags: readonly string[];
  gone: 1 | undefined;
}): AnyRow => ({
  id,
  w: ["a".repeat(16), 1, "0000000000000001", "s"],
  ...(name !== undefined && { name }),
  ...(tags.length > 0 && { tags }),
  ...(gone !== undefined && { gone }),
});

describe("the digest of a state", () => {
  it("check 1: is the same whether it followed the changes or is counted from nothing, in any order", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (steps, perTransaction) => {
        const rows = new Map<string, readonly [string, AnyRow]>();
        let kept: StateDigest = {};
        let changes: RowChange[] = [];
        for (const [index, { kind, row: next }] of steps.entries()) {
          const key = `${kind}/${next.id}`;
          const after = asRow(next);
          changes.push({ kind, before: rows.get(key)?.[1], after });
          rows.set(key, [kind, after]);
          if (index % perTransaction > 0) continue;
          kept = changeDigest(kept, changes, sha256);
          changes = [];
        }
        kept = changeDigest(kept, changes, sha256);
        expect(kept).toEqual(digestOf(rows.values(), sha256));
        expect(kept).toEqual(digestOf([...rows.values()].toReversed(), sha256));
      }),
    );
  });

  it("differs in the kind in which a single letter differs, and only there", () => {
    const rows = (name: string): [string, AnyRow][] => [
      ["reader", { id: "r1", w: ["a".repeat(16), 1, "0000000000000001", "s"], name }],
      ["task", { id: "t1", w: ["a".repeat(16), 2, "0000000000000002", "s"], text: "x" }],
    ];
    expect(differingKinds(digestOf(rows("李卫东"), sha256), digestOf(rows("李卫东"), sha256))).toEqual([]);
    expect(differingKinds(digestOf(rows("李卫东"), sha256), digestOf(rows("李卫冬"), sha256))).toEqual(["reader"]);
    expect(differingKinds(digestOf(rows("李卫东").slice(1), sha256), digestOf(rows("李卫东"), sha256))).toEqual([
      "reader",
    ]);
  });

  it("gives a record that one write has made the line it would have anyway, for every seventh record of the demo library", () => {
    const library = generateDemo({
      seed: 3,
      today: "2026-11-25",
      nowMs: 1_795_000_000_000,
      midnightOf: (day) => Date.parse(day),
    });
    for (const { kind, id, values } of library.chunks.flat().filter((_, index) => index % 7 === 0)) {
      const made = { id, w: ["a".repeat(16), 1, "0000000000000001", "s"] as const, ...values };
      const line = digestLine(kind, made);
      if (line !== digestLine(kind, { ...made, f: {} })) expect(line).toBe(digestLine(kind, { ...made, f: {} }));
    }
    const odd = {
      id: "x",
      w: ["a".repeat(16), 1, "0000000000000001", "s"] as const,
      "tags/a": true,
      b: false,
      c: null,
      tags: [],
      consents: {},
      z: { b: 1, a: [null] },
    };
    expect(digestLine("later", odd)).toBe(digestLine("later", { ...odd, f: {} }));
  });

  it("says nothing of a deleted record, which a sweep may drop", () => {
    const gone: AnyRow = { id: "r1", w: ["a".repeat(16), 1, "0000000000000001", "s"], name: "甲", gone: 1 };
    expect(digestOf([["reader", gone]], sha256)).toEqual({});
  });

  it("is compared only by who stands at the same entries and set aside as many", () => {
    const here = { at: { a: 3, b: 1 }, aside: 0 };
    expect(isSamePlace(here, { at: { b: 1, a: 3 }, aside: 0 })).toBe(true);
    expect(isSamePlace(here, { at: { a: 3, b: 2 }, aside: 0 })).toBe(false);
    expect(isSamePlace(here, { at: { a: 3 }, aside: 0 })).toBe(false);
    expect(isSamePlace(here, { ...here, aside: 1 })).toBe(false);
  });

  it("travels in an acknowledgement unchanged; another form of it is passed over", () => {
    const digest = { at: { ["a".repeat(16)]: 3 }, aside: 2, tables: { reader: { records: 1, sum: "0f".repeat(32) } } };
    const body = { at: 5, acked: {}, entries: [], digest };
    expect(parseBody(bodyText(body), 1)).toEqual({ ok: true, value: body });
    expect(parseBody(bodyText(body).replace('"form":1', '"form":2'), 1)).toEqual({
      ok: true,
      value: { at: 5, acked: {}, entries: [] },
    });
  });

  it("check 12: reads whatever JSON as a digest or as none", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (at, aside, tables) => {
        const parsed = parseDigest({ form: 1, at, aside, tables });
        if (parsed !== null)
          expect(
            Object.values(parsed.tables).every(
              ({ records, sum }) => Number.isSafeInteger(records) && sum.length === 64,
            ),
          ).toBe(true);
      }),
    );
  });
});
