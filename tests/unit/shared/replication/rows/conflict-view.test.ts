import { expect, test } from "vitest";
import { makeHlc } from "#shared/kernel/hlc.ts";
import type { Json } from "#shared/kernel/json.ts";
import {
  bothValues,
  conflictsOf,
  decide,
  decideDeletion,
  sameCards,
  sideOf,
  type ValueConflict,
} from "#shared/replication/rows/conflict-view.ts";
import type { Stamp } from "#shared/replication/rows/entry.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import { applyOp } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";

const HERE = "here000000000000";
const THERE = "there00000000000";
const stamp = (stream: string, seq: number, minute: number): Stamp => [
  stream,
  seq,
  makeHlc(1_700_000_000_000 + minute * 60_000, 0),
  stream === HERE ? "chen" : "zhou",
];
const write = (row: AnyRow | undefined, cells: Record<string, Json>, by: Stamp, seen: readonly string[]): AnyRow =>
  applyOp("reader", row, { kind: "reader", id: "r", cells }, by, (stream) => seen.includes(stream));

/** Both desks change the reader after having seen the same first write. */
function bothEdit(mine: Record<string, Json>, theirs: Record<string, Json>): AnyRow {
  const first = write(undefined, { name: "李卫东", phones: ["13500000091"] }, stamp("origin0000000000", 1, 0), []);
  const here = write(first, mine, stamp(HERE, 1, 1), ["origin0000000000"]);
  return write(here, theirs, stamp(THERE, 1, 2), ["origin0000000000"]);
}

const values = (row: AnyRow): readonly ValueConflict[] =>
  conflictsOf("reader", row, HERE).filter((conflict) => conflict.tag === "values");

test("shows both values of a field that two desks changed, this desk's first, and which one is in use", () => {
  const [conflict, ...rest] = values(bothEdit({ phones: ["13800007720"] }, { phones: ["13800007702"] }));
  expect(rest).toEqual([]);
  expect(conflict?.cell).toBe("phones");
  expect(conflict?.sides.map(({ value, inUse, by }) => [value, inUse, by[3]])).toEqual([
    [["13800007720"], false, "chen"],
    [["13800007702"], true, "zhou"],
  ]);
});

test("is silent where the values differ in spaces or width only", () => {
  expect(conflictsOf("reader", bothEdit({ organisation: "城东小学" }, { organisation: " 城东小学 " }), HERE)).toEqual(
    [],
  );
  expect(conflictsOf("reader", bothEdit({ card: "ＡＢ１２" }, { card: "AB12" }), HERE)).toEqual([]);
});

test("keeps a withdrawn consent in use until somebody decides", () => {
  const consent = (given: boolean) => ({ given, at: 1 });
  const [conflict] = values(
    bothEdit({ "consents/sms.event": consent(false) }, { "consents/sms.event": consent(true) }),
  );
  expect(conflict?.place).toMatchObject({ field: "consents", element: "sms.event", merge: "withdrawn" });
  expect(conflict?.sides.find(({ inUse }) => inUse)?.value).toEqual(consent(false));
});

test("keeps a wish not to be contacted in use where a colleague has taken an older one back, and asks", () => {
  const quiet = { since: "2026-11-01", words: "别再打电话了" };
  const row = bothEdit({ doNotContact: quiet }, { doNotContact: null });
  const [conflict] = values(row);
  expect(row.doNotContact).toEqual(quiet);
  expect(conflict?.sides.map(({ value, inUse }) => [value, inUse])).toEqual([
    [quiet, true],
    [null, false],
  ]);
  // told at two desks it is one wish, in whichever words
  const told = bothEdit({ doNotContact: quiet }, { doNotContact: { since: "2026-11-02" } });
  expect(values(told)).toEqual([]);
  expect(told.doNotContact).toEqual({ since: "2026-11-02" });
});

test("keeps that no reply is wanted where a colleague has taken it back without knowing, and asks", () => {
  const wants = (noReply: boolean | null, by: Stamp, seen: readonly string[], row?: AnyRow): AnyRow =>
    applyOp("feedback", row, { kind: "feedback", id: "f", cells: { noReply } }, by, (stream) => seen.includes(stream));
  const first = wants(true, stamp("origin0000000000", 1, 0), []);
  const back = wants(null, stamp(HERE, 1, 1), ["origin0000000000"], first);
  const again = wants(true, stamp(THERE, 1, 2), ["origin0000000000"], back);
  for (const row of [
    again,
    wants(null, stamp(HERE, 1, 3), ["origin0000000000"], wants(true, stamp(THERE, 1, 2), ["origin0000000000"], first)),
  ]) {
    expect(row.noReply).toBe(true);
    expect(conflictsOf("feedback", row, HERE)).toMatchObject([{ tag: "values", cell: "noReply" }]);
  }
  // said at both it is one thing
  const both = wants(
    true,
    stamp(THERE, 1, 2),
    ["origin0000000000"],
    wants(true, stamp(HERE, 1, 1), ["origin0000000000"], first),
  );
  expect(conflictsOf("feedback", both, HERE)).toEqual([]);
});

test("a decision that has seen both sides ends the conflict", () => {
  const row = bothEdit({ phones: ["13800007720"] }, { phones: ["13800007702"] });
  const [conflict] = values(row);
  if (!conflict) throw new Error("no conflict");
  const decided = applyOp("reader", row, decide(conflict, ["13800007720"]), stamp(HERE, 2, 3), () => true);
  expect(conflictsOf("reader", decided, HERE)).toEqual([]);
  expect(decided.phones).toEqual(["13800007720"]);
});

test("an edit against a deletion keeps the record, and either decision ends it", () => {
  const row = bothEdit({ [DELETED]: true }, { organisation: "城东小学" });
  const [conflict] = conflictsOf("reader", row, HERE);
  expect(row.gone).toBeUndefined();
  if (conflict?.tag !== "deleted") throw new Error("no deletion to decide");
  expect(conflict.deletions.map(({ of }) => of[3])).toEqual(["chen"]);
  expect(conflict.edits.map(({ cell, value, of }) => [cell, value, of[3]])).toEqual([
    ["organisation", "城东小学", "zhou"],
  ]);
  const kept = applyOp("reader", row, decideDeletion(conflict, true), stamp(HERE, 2, 3), () => true);
  expect([kept.open, kept.gone]).toEqual([undefined, undefined]);
  const gone = applyOp("reader", row, decideDeletion(conflict, false), stamp(HERE, 2, 3), () => true);
  expect([gone.open, gone.gone]).toEqual([undefined, 1]);
});

test("both values are kept where they fit together: lists are united, notes follow one another", () => {
  const [phones] = values(bothEdit({ phones: ["1", "2"] }, { phones: ["2", "3"] }));
  expect(bothValues(phones?.sides ?? [], false)).toEqual(["1", "2", "3"]);
  const [note] = values(bothEdit({ note: "甲" }, { note: "乙" }));
  expect(bothValues(note?.sides ?? [], true)).toBe("甲\n乙");
  const [name] = values(bothEdit({ name: "李卫东" }, { name: "李卫冬" }));
  expect(bothValues(name?.sides ?? [], false)).toBeNull();
});

test("finds the value that one computer wrote", () => {
  const [conflict] = values(bothEdit({ name: "甲" }, { name: "乙" }));
  if (!conflict) throw new Error("no conflict");
  expect(sideOf(conflict, THERE)?.value).toBe("乙");
  expect(sideOf(conflict, "nobody0000000000")).toBeNull();
});

test("groups records that carry one card, however it was typed", () => {
  expect(
    sameCards([
      ["A1", "x"],
      ["ａ 1 ", "y"],
      ["B2", "z"],
      // her own, and that of a record that was merged into hers
      ["B2", "z"],
      ["A1", "x"],
    ]),
  ).toEqual([["x", "y"]]);
});
