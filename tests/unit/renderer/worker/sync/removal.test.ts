/**
 * A computer taken out, over the real databases: what was applied of it too far is taken back, and who comes back goes
 * on.
 */
import "../../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import type { RemovalWay } from "#shared/model/removal.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { ownStreamOf } from "../../../../../renderer/db/journal/own-stream.ts";
import { create, edit } from "../../../../../renderer/db/write/changes.ts";
import type { Writer } from "../../../../../renderer/db/write/writer.ts";
import { highestEpoch, outChanges } from "../../../../../renderer/features/sync/out/out-changes.ts";
import { okValue, type WholeDesk } from "../../../../support/whole-desk.ts";
import { idOf, save as saved, wholeDesks } from "../../../../support/whole-desks.ts";

const desks = wholeDesks("removal");

interface Member {
  readonly desk: WholeDesk;
  readonly writer: Writer;
}

async function three(): Promise<readonly [Member, Member, Member]> {
  const { desk: a, ...sharing } = await desks.foundWithShare();
  const started = async (desk: WholeDesk): Promise<Member> => ({ desk, writer: (await desk.start()).writer });
  return [
    await started(a),
    await started(await desks.join(sharing, "书车")),
    await started(await desks.join(sharing, "儿童馆")),
  ];
}

const save = ({ writer }: Member, ...changes: Parameters<Writer["run"]>[1]): Promise<void> => saved(writer, changes);
const sync = ({ desk }: Member): Promise<SyncReport> => desk.sync.sync(() => undefined);
const settle = async (...members: readonly Member[]): Promise<void> => {
  for (let round = 0; round < 4; round++) for (const each of members) await sync(each);
};

async function takeOut(remover: Member, { desk: lost }: Member, way: RemovalWay): Promise<void> {
  const { db, host } = remover.desk;
  const stream = (await ownStreamOf(lost.db)) ?? okValue(await lost.host("library.own", {})).stream;
  const epoch = way === "removed" ? okValue(await host("library.make-epoch", { after: await highestEpoch(db) })) : null;
  await save(
    remover,
    ...(await outChanges(db, { lines: [], way, streams: [stream], epoch, at: Date.now(), by: undefined })),
  );
}

describe("a computer that is out", { timeout: 120_000 }, () => {
  it("has what a colleague had taken over of it too far taken back, with what she had seen kept right", async () => {
    const [a, b, c] = await three();
    await save(a, create("reader", idOf(1), { name: "李卫东" }));
    await settle(a, b, c);
    await save(b, edit("reader", idOf(1), { name: "被改了" }), create("reader", idOf(2), { name: "写得太晚" }));
    await sync(b);
    await sync(c);
    await save(c, edit("reader", idOf(1), { email: "c@example.org" }));
    await takeOut(a, b, "removed");
    await settle(a, c);
    for (const { desk } of [a, c]) {
      expect(await desk.db.reader.get(idOf(1))).toMatchObject({ name: "李卫东", email: "c@example.org" });
      expect(await desk.db.reader.get(idOf(2))).toBeUndefined();
    }
    expect(await c.desk.lines()).toEqual(await a.desk.lines());
    expect((await sync(b)).outcome).toMatchObject({ tag: "stopped", stop: { tag: "removed" } });
    // and it stays so through a rebuilding from nothing
    for (const table of c.desk.db.tables) await table.clear();
    const again: Member = { desk: c.desk, writer: (await c.desk.start()).writer };
    await settle(again, a);
    expect(await c.desk.lines()).toEqual(await a.desk.lines());
  });

  it("has a new library code come after it, of which every desk that stays is told once, when it has the code", async () => {
    const [a, b, c] = await three();
    await save(c, create("reader", idOf(5), { name: "儿童馆的读者" }));
    await settle(a, b, c);
    await takeOut(a, b, "removed");
    const told: string[] = [];
    for (let round = 0; round < 3; round++)
      for (const [name, member] of Object.entries({ a, c })) {
        const { warnings } = await sync(member);
        const { epoch } = okValue(await member.desk.host("library.own", {}));
        for (const { tag } of warnings) if (tag === "new-code") told.push(`${name} ${epoch}`);
      }
    expect(told).toEqual(["a 2", "c 2"]);
    const code = async ({ desk }: Member): Promise<string> =>
      okValue(await desk.host("library.code", { staff: "" })).code;
    expect(await code(c)).toBe(await code(a));
  });

  it("comes back from retirement under a new stream with all that it had not sent", async () => {
    const [a, b, c] = await three();
    await save(b, create("reader", idOf(3), { name: "早先送出" }));
    await settle(a, b, c);
    await takeOut(a, b, "retired");
    await settle(a, c);
    await save(b, edit("reader", idOf(3), { email: "b@example.org" }));
    expect((await sync(b)).warnings).toContainEqual(expect.objectContaining({ tag: "new-stream", entries: 1 }));
    const back: Member = { desk: b.desk, writer: (await b.desk.start()).writer };
    await save(back, create("reader", idOf(4), { name: "回来之后" }));
    await settle(back, a, c);
    for (const { desk } of [a, c]) {
      expect(await desk.db.reader.get(idOf(3))).toMatchObject({ email: "b@example.org" });
      expect(await desk.db.reader.get(idOf(4))).toMatchObject({ name: "回来之后" });
      expect(await desk.lines()).toEqual(await b.desk.lines());
    }
  });
});
