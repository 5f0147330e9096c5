/** Words that a program could mistake for its own: as tags, keys, fields and kinds. */
import { describe, expect, it } from "vitest";
import { KINDS, RECORDS } from "#shared/model/kinds.ts";
import { parseEntry } from "#shared/replication/files/parse-entry.ts";
import type { Op } from "#shared/replication/rows/entry.ts";
import { applyOp, isReserved } from "#shared/replication/rows/merge-cells.ts";
import { opFault } from "#shared/replication/rows/validate-op.ts";
import { Desk, syncAll } from "./exchange.ts";

const ODD = ["prototype", "constructor", "__proto__", "toString", "a/b", "/", "", "儿".repeat(400)] as const;

const entryOf = (op: Op) =>
  parseEntry(
    JSON.parse(JSON.stringify({ seq: 1, hlc: "0000000000010000", pulls: 0, staff: "s", command: "test", ops: [op] })),
  );

describe("odd names", () => {
  it.each(ODD)("lets a tag and a key be called %j, through the journal and back", (word) => {
    const a = new Desk("a".repeat(16), () => 1);
    const b = new Desk("b".repeat(16), () => 1);
    const cells = { name: "甲", [`tags/${word}`]: true, [`consents/${word}`]: { given: true, at: 1 } };
    expect(entryOf({ kind: "reader", id: "r1", cells }).ok).toBe(true);
    a.write([{ kind: "reader", id: "r1", cells }]);
    syncAll([a, b]);
    const row = b.rows.get("reader/r1");
    expect(row?.tags).toEqual([word]);
    expect(Object.entries(row?.consents as object)).toEqual([[word, { given: true, at: 1 }]]);
    b.write([{ kind: "reader", id: "r1", cells: { [`tags/${word}`]: false, [`consents/${word}`]: null } }]);
    syncAll([a, b]);
    expect(a.lines()).toEqual(b.lines());
    expect(a.rows.get("reader/r1")).not.toHaveProperty("tags");
    expect(a.rows.get("reader/r1")).not.toHaveProperty("consents");
  });

  it("sees nothing in a map's key that only every object has", () => {
    const stamp = ["a".repeat(16), 1, "0000000000010000", "s"] as const;
    const row = applyOp(
      "reader",
      undefined,
      { kind: "reader", id: "r1", cells: { "consents/phone.event": { given: true, at: 1 } } },
      stamp,
      () => true,
    );
    const next = applyOp(
      "reader",
      row,
      { kind: "reader", id: "r1", cells: { "consents/toString": { given: true, at: 2 } } },
      ["b".repeat(16), 1, "0000000000010000", "s"],
      () => false,
    );
    expect(next.open).toBeUndefined();
  });

  it("refuses fields that would reach an object's prototype", () => {
    for (const field of ["__proto__", "constructor", "prototype", "__proto__/x"])
      expect(entryOf({ kind: "reader", id: "r1", cells: JSON.parse(`{"${field}":1}`) }).ok).toBe(false);
  });

  it("sets aside an operation whose field would overwrite what a row says of itself, or whose kind reaches into another table", () => {
    for (const field of ["id", "w", "f", "open", "gone", "as"])
      expect(opFault({ kind: "event", id: "r1", cells: { [field]: "x" } })).toMatch("reserved");
    expect(opFault({ kind: "reader/x", id: "r1", cells: { name: 1 } })).toMatch("kind");
    for (const kind of KINDS) expect(Object.keys(RECORDS[kind].fields).filter(isReserved)).toEqual([]);
  });

  it("counts an activity's kind among its values on every desk, whoever made the record there first", () => {
    const [a, b] = [new Desk("a".repeat(16), () => 1), new Desk("b".repeat(16), () => 2)];
    a.write([{ kind: "activity", id: "x", cells: { kind: "loan" } }]);
    b.write([{ kind: "activity", id: "x", cells: { count: 3 } }]);
    syncAll([a, b]);
    expect(a.lines()).toEqual(b.lines());
    expect(a.lines()[0]).toContain("loan");
  });
});
