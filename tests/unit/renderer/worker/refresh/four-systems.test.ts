import { describe, expect, test } from "vitest";
import { proofDraw } from "../../../../support/proof-scale.ts";
import { EXPORTS, type SystemExport } from "./four-systems.ts";
import { refreshDesk } from "./refresh-desk.ts";

const bytesOf = ({ header, bytes }: SystemExport, rows: readonly (readonly string[])[]): Uint8Array =>
  bytes([header, ...rows]);

/** A desk that has taken each of a system's lists once, its columns looked at by a person. */
async function settledDesk(lists: readonly SystemExport[]) {
  const desk = await refreshDesk();
  for (const [order, each] of lists.entries()) {
    await desk.put(each.names[0], bytesOf(each, each.rows), 1000 + order);
    expect(await desk.look(each.list)).toMatchObject({
      ok: false,
      error: { tag: "unknown-columns", name: each.names[0] },
    });
    const kind = each.list === "loans" ? "loan" : each.list === "visits" ? "visit" : null;
    expect(await desk.settle(kind)).toMatchObject({ new: each.rows.length, duplicate: 0, error: 0 });
    expect(await desk.look(each.list)).toMatchObject({ ok: true, value: { tag: "taken" } });
  }
  return desk;
}

const SYSTEMS = ["Koha", "汇文", "Interlib", "dp2"];

describe.each(proofDraw(SYSTEMS, { count: 2 }))("the exports of %s", (system) => {
  const lists = EXPORTS.filter((each) => each.system === system);

  test("are known the second time without a click, whatever they are called, and only what is new is taken", async () => {
    const { put, found, take } = await settledDesk(lists);
    for (const [order, each] of lists.entries())
      await put(each.names[1], bytesOf(each, [...each.rows, each.added]), 2000 + order);
    for (const { list, names, rows } of lists) {
      expect(await found(list)).toMatchObject({
        list,
        file: { name: names[1] },
        rows: rows.length + 1,
        counts: { new: 1, update: 0, same: rows.length, duplicate: 0, error: 0 },
        reasons: [],
      });
      expect((await take()).outcome?.report).toMatchObject({ staff: "refresh", written: 1 });
    }
  });

  test("that shrank by six in a hundred, or lack a branch or a category, stop and ask", async () => {
    const { put, found } = await settledDesk(lists);
    const [readers] = lists;
    if (readers === undefined) throw new Error("no list");
    const first = (name: string): number => readers.header.indexOf(name);
    const category = Math.max(first("categorycode"), first("读者类型"));
    const [, , third] = readers.rows;
    const lacking = third?.[category];
    await put(
      readers.names[1],
      bytesOf(
        readers,
        readers.rows.filter((row) => row[category] !== lacking),
      ),
      2000,
    );
    const { reasons, missing } = await found("readers");
    expect(reasons).toMatchObject([
      { tag: "shrank", before: 30, now: 20 },
      { tag: "lacks-categories", names: [lacking] },
    ]);
    expect(missing.total).toBe(10);
  });
});

test("what a system says of a reader lands where it belongs, and a password nowhere", async () => {
  const { db } = await settledDesk(EXPORTS.filter(({ list }) => list === "readers"));
  const readerOf = async (card: string) => (await db.reader.where("card").equals(card).first()) ?? null;
  expect(await readerOf("2300001")).toMatchObject({
    familyName: "Example",
    givenName: "Person 1",
    phones: ["13800000001"],
    birthDate: "1961-03-04",
    expiresOn: "2027-08-31",
    gender: "male",
  });
  expect(await readerOf("H2024001")).toMatchObject({ name: "汇文1", phones: ["13900000001"], expiresOn: "2028-07-01" });
  expect(await readerOf("I88001")).toMatchObject({ name: "图创1", phones: ["13700000001"], enrolledOn: "2025-01-02" });
  expect(await readerOf("D0001")).toMatchObject({ name: "数图1", expiresOn: "2027-07-01" });
  const branches = (await db.branch.toArray()).map(({ name }) => name);
  expect(branches).toEqual(expect.arrayContaining(["MAIN", "EAST", "总馆", "城东分馆"]));
});
