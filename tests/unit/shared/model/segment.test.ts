import { describe, expect, it } from "vitest";
import { parseCondition, parseRule } from "#shared/model/segment.ts";
import { conflictsOf } from "#shared/replication/rows/conflict-view.ts";
import type { Op } from "#shared/replication/rows/entry.ts";
import { type Device, makeDevice, markedShare, settleAll } from "../../../support/desks.ts";

const START = 1_700_000_000_000;
const rule = (...values: string[]) => ({
  match: "all",
  groups: [{ match: "all", conditions: [{ field: "category", is: "any-of", values }] }],
});

describe("a segment that two desks change", () => {
  const write = ({ replica }: Device, cells: Op["cells"]): unknown =>
    replica.write([{ kind: "segment", id: "s", cells }]);

  it("takes the readers of both, in and out, without asking anybody, and asks about the rule", async () => {
    const share = markedShare();
    const [a, b] = [makeDevice("a", { ms: START }), makeDevice("b", { ms: START })];
    write(a, { name: "成人", rule: rule("adult"), "pinned/r1": true, fixed: null });
    await settleAll([a, b], share);
    write(a, { "pinned/r2": true });
    write(b, { "pinned/r1": false, "excluded/r3": true, name: "成人和老人" });
    await settleAll([a, b], share);
    for (const { replica } of [a, b]) {
      expect(replica.row("segment", "s")).toMatchObject({ name: "成人和老人", pinned: ["r2"], excluded: ["r3"] });
      expect(replica.row("segment", "s")?.open).toBeUndefined();
    }
    write(a, { rule: rule("adult", "senior") });
    write(b, { rule: rule("adult", "teacher"), fixed: { on: "2026-11-26", readers: ["r1"] } });
    await settleAll([a, b], share);
    for (const { replica } of [a, b]) {
      const row = replica.row("segment", "s");
      const [conflict, ...more] = row === undefined ? [] : conflictsOf("segment", row, null);
      expect(more).toEqual([]);
      expect(conflict).toMatchObject({ tag: "values", cell: "rule" });
      expect(conflict?.tag === "values" && conflict.sides.map(({ value }) => JSON.stringify(value)).sort()).toEqual(
        [JSON.stringify(rule("adult", "senior")), JSON.stringify(rule("adult", "teacher"))].sort(),
      );
    }
  });
});

describe("a rule", () => {
  it("is read from anywhere, and keeps a condition that only a newer version knows", () => {
    const newer = {
      match: "any",
      groups: [{ match: "all", conditions: [{ field: "mood", is: "smells-of", scent: "tea" }] }],
    };
    expect(parseRule(newer)).toEqual(newer);
    expect(
      [
        null,
        {},
        { match: "some", groups: [] },
        { match: "all", groups: [{ match: "all", conditions: [{ field: "tags", is: "any-of" }] }] },
      ].map(parseRule),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });

  it("has no row that would mean more than was written: no empty list, no day that does not exist", () => {
    expect(parseCondition({ field: "tags", is: "none-of", values: [] })).toBeUndefined();
    expect(parseCondition({ field: "expiresOn", is: "until", day: "2026-02-30" })).toBeUndefined();
    expect(parseCondition({ field: "age", is: "at-most", number: Number.NaN })).toBeUndefined();
    expect(parseCondition({ field: "age", is: "at-most", number: 12 })).toEqual({
      field: "age",
      is: "at-most",
      number: 12,
    });
  });
});
