/** What a channel that clones can carry and a journal cannot write is refused before anything is done. */
import * as v from "valibot";
import { expect, test } from "vitest";
import { CONTRACT } from "#shared/host/contract.ts";

const isTaken = (cell: unknown): boolean =>
  v.is(CONTRACT["journal.append"].args, {
    stream: "0123456789abcdef",
    expectedSeq: 1,
    entries: [{ seq: 1, ops: [{ kind: "reader", id: "r1", cells: { cell } }] }],
    page: "p",
  });

const nested = (levels: number): unknown => (levels === 0 ? "deep" : [nested(levels - 1)]);

test("an entry of what JSON holds is taken", () => {
  for (const cell of [null, true, 1.5, "王芳", ["13512340091"], { given: true, at: 1, how: undefined }, nested(20)])
    expect([cell, isTaken(cell)]).toEqual([cell, true]);
});

test("an entry with a big integer, bytes, a date, a map, a ring or too many levels in it is none", () => {
  const ring: { self?: unknown } = {};
  ring.self = ring;
  for (const cell of [1n, new Uint8Array(3), new Date(0), new Map(), ring, nested(40), { deeper: [1n] }])
    expect([cell, isTaken(cell)]).toEqual([cell, false]);
});
