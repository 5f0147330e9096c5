/** Whoever is made under the id of a deleted record has what she was made with, and nothing of the one before. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assert } from "#shared/kernel/assert.ts";
import { makeHlc } from "#shared/kernel/hlc.ts";
import type { Json } from "#shared/kernel/json.ts";
import type { Reader } from "#shared/model/reader.ts";
import { ALIAS, DELETED, type Op } from "#shared/replication/rows/entry.ts";
import { isMeta } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { type Change, create, edit, remove } from "../../../../renderer/db/write/changes.ts";
import { toOp } from "../../../../renderer/db/write/operations.ts";
import { arbitraryReader } from "../../../support/arbitrary-reader.ts";
import { type Device, makeDevice, markedShare, settleAll } from "../../../support/desks.ts";
import { MemoryReplica } from "../../../support/memory-replica.ts";
import { proofScale } from "../../../support/proof-scale.ts";
import { openDesk } from "./desk.ts";

const valuesOf = ({ id: _, ...values }: Reader & { readonly id: string }): Reader => values;
const aPerson = arbitraryReader.map(valuesOf);

/** What a screen, a list or an export can show of a row. */
const shownOf = (row: object | undefined): unknown =>
  row === undefined
    ? undefined
    : Object.fromEntries(Object.entries(row).filter(([name]) => !isMeta(name) && name !== DELETED));

const opOf = (change: Change, row: AnyRow | undefined): readonly Op[] => {
  const op = toOp(change, row);
  return op === null ? [] : [op];
};

function replicaOf(stream: string): {
  readonly replica: MemoryReplica;
  readonly run: (change: Change) => void;
  readonly row: () => AnyRow | undefined;
} {
  let ms = 1;
  const replica = new MemoryReplica(stream.repeat(16), () => ms++);
  const row = (): AnyRow | undefined => replica.row("reader", "r");
  return { replica, row, run: (change) => void replica.write(opOf(change, row())) };
}

/** Cells that no form writes: of a newer version, of the merge, a consent taken back. */
const oddCells: fc.Arbitrary<Record<string, Json>> = fc
  .record(
    {
      pet: fc.constantFrom("cat", "dog"),
      "badges/2031": fc.constantFrom("gold", true),
      name: fc.constantFrom(["a", "list"], "王芳"),
      "tags/vip": fc.boolean(),
      "consents/sms.event": fc.record({ given: fc.boolean(), at: fc.nat() }),
      [ALIAS]: fc.constantFrom("a-smaller-id", null),
    },
    { requiredKeys: [] },
  )
  .filter((cells) => Object.keys(cells).length > 0);

describe("a record made under the id of a deleted one", () => {
  it("shows what it was made with, as in a library that had never heard of the other", {
    timeout: proofScale(20_000, 300_000),
  }, () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(aPerson, oddCells), { maxLength: 3 }),
        aPerson,
        aPerson,
        (before, first, second) => {
          const [here, fresh] = [replicaOf("a"), replicaOf("b")];
          here.run(create("reader", "r", first));
          for (const [at, one] of before.entries())
            here.run(
              at % 2 === 0
                ? { act: "cells", kind: "reader", id: "r", cells: cellsOnly(one) }
                : edit("reader", "r", valuesOnly(one)),
            );
          here.run(remove("reader", "r"));
          here.run(create("reader", "r", second));
          fresh.run(create("reader", "r", second));
          expect(here.row()?.gone).toBe(fresh.row()?.gone);
          expect(here.row()?.open).toBeUndefined();
          expect(here.row()?.as).toBeUndefined();
          expect(shownOf(here.row())).toEqual(shownOf(fresh.row()));
        },
      ),
      {
        numRuns: proofScale(12, 3_000),
        examples: [[[{ "consents/sms.event": { given: false, at: 1 } }], { name: "李" }, { name: "王" }]],
      },
    );
  });

  it("does not turn a consent that the other had withdrawn, or given, into hers", () => {
    for (const given of [true, false]) {
      const { run, row } = replicaOf("a");
      run(create("reader", "r", { name: "李", consents: { "sms.event": { given, at: 1 } } }));
      run(remove("reader", "r"));
      run(create("reader", "r", { name: "王" }));
      expect(row()).not.toHaveProperty("consents");
      run(remove("reader", "r"));
      run(create("reader", "r", { name: "张", consents: { "sms.event": { given: true, at: 2 } } }));
      expect(row()).toMatchObject({ consents: { "sms.event": { given: true, at: 2 } } });
    }
  });

  it("gives one that is there, or that an edit brings back, what differs, and leaves the rest", () => {
    const { run, row } = replicaOf("a");
    run(create("reader", "r", { name: "李", phones: ["1"] }));
    run(create("reader", "r", { name: "李卫东" }));
    expect(row()).toMatchObject({ name: "李卫东", phones: ["1"] });
    run(remove("reader", "r"));
    run(edit("reader", "r", { card: "001" }));
    expect(row()).toMatchObject({ name: "李卫东", phones: ["1"], card: "001" });
    expect(row()?.gone).toBeUndefined();
  });
});

describe("two desks, one of which deletes and the other makes anew", () => {
  const write = (device: Device, change: Change): void => {
    const [op] = opOf(change, device.replica.row("reader", "r"));
    assert(op !== undefined, "there is something to write");
    device.write("r", op.cells);
  };

  it("end with the same record, and nothing of the former, whether or not one of them has swept it", async () => {
    for (const swept of ["nobody", "a", "b"]) {
      const clock = { ms: 1_700_000_000_000 };
      const share = markedShare();
      const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
      write(
        a,
        create("reader", "r", {
          name: "李卫东",
          phones: ["13800138000"],
          tags: ["vip"],
          consents: { "sms.event": { given: false, at: 1 } },
        }),
      );
      await settleAll([a, b], share);
      // of a newer version, which this one keeps aside
      b.write("r", { birthDate: { year: 1990 }, pet: "cat" });
      await settleAll([a, b], share);
      write(a, remove("reader", "r"));
      await settleAll([a, b], share);
      for (const device of [a, b]) {
        const { own, streams } = await device.replica.state();
        if (device.name === swept)
          await device.replica.sweep({
            cut: { ...streams, [own.stream]: own.sealed },
            before: makeHlc(9_000_000_000_000, 0),
          });
      }
      write(b, create("reader", "r", { name: "王芳", unit: "三班" }));
      await settleAll([a, b], share);
      expect(b.replica.lines(), swept).toEqual(a.replica.lines());
      for (const device of [a, b])
        expect(shownOf(device.replica.row("reader", "r")), `${device.name}, swept by ${swept}`).toEqual({
          name: "王芳",
          unit: "三班",
        });
    }
  });

  it("are asked where one has changed the former without having seen it go: it is nobody's silently", async () => {
    const clock = { ms: 1_700_000_000_000 };
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    write(a, create("reader", "r", { name: "李卫东", phones: ["13800138000"] }));
    await settleAll([a, b], share);
    write(b, edit("reader", "r", { phones: ["13900139000"] }));
    write(a, remove("reader", "r"));
    write(a, create("reader", "r", { name: "王芳" }));
    await settleAll([a, b], share);
    expect(b.replica.lines()).toEqual(a.replica.lines());
    expect(a.replica.row("reader", "r")).toMatchObject({ name: "王芳", open: 1 });
  });
});

describe("taking back that a record was made anew", () => {
  it("gives back the deleted one, whom a taken back deletion then shows as she was", async () => {
    const { db, writer } = await openDesk();
    await writer.run("reader.create", [create("reader", "r", { name: "李卫东", phones: ["1"], unit: "一班" })]);
    await writer.run("reader.delete", [remove("reader", "r")]);
    await writer.run("reader.create", [create("reader", "r", { name: "王芳", card: "001" })]);
    expect(shownOf(await db.reader.get("r"))).toEqual({ name: "王芳", card: "001" });
    await writer.undo();
    expect(await db.reader.get("r")).toMatchObject({ gone: 1 });
    await writer.undo();
    expect(shownOf(await db.reader.get("r"))).toEqual({ name: "李卫东", phones: ["1"], unit: "一班" });
    await writer.redo();
    await writer.redo();
    expect((await db.reader.get("r"))?.gone).toBeUndefined();
    expect(shownOf(await db.reader.get("r"))).toEqual({ name: "王芳", card: "001" });
  });

  it("leaves her whole once somebody has worked on her", async () => {
    const { db, writer } = await openDesk();
    await writer.run("reader.create", [create("reader", "r", { name: "李卫东", phones: ["1"], note: "常来" })]);
    await writer.run("reader.delete", [remove("reader", "r")]);
    const { seq } = await writer.run("reader.create", [create("reader", "r", { name: "王芳" })]);
    await writer.run("reader.edit", [edit("reader", "r", { email: "wf@example.org" })]);
    const undone = await writer.undoCommand(seq);
    expect(undone?.left).toEqual(["reader/r"]);
    expect((await db.reader.get("r"))?.gone).toBeUndefined();
    expect(shownOf(await db.reader.get("r"))).toEqual({ name: "王芳", email: "wf@example.org" });
  });
});

/** A person in cells, as a colleague's desk or a newer version writes them. */
function cellsOnly(one: Reader | Readonly<Record<string, Json>>): Record<string, Json> {
  const [op] = opOf(
    {
      act: "create",
      kind: "reader",
      id: "r",
      values: Object.fromEntries(
        Object.entries(one).filter(([name]) => !name.includes("/") && name !== ALIAS && name !== "name"),
      ),
    },
    undefined,
  );
  return {
    ...op?.cells,
    ...Object.fromEntries(
      Object.entries(one).filter(([name]) => name.includes("/") || name === ALIAS || name === "name"),
    ),
  };
}

const valuesOnly = (one: Reader | Readonly<Record<string, Json>>): Reader =>
  Object.fromEntries(
    Object.entries(one).filter(
      ([name, value]) => !name.includes("/") && name !== ALIAS && !(name === "name" && Array.isArray(value)),
    ),
  );
