/** A computer taken out, over the real databases: what was applied of it too far is taken back, and who comes back goes on. */
import "fake-indexeddb/auto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RemovalWay } from "#shared/model/removal.ts";
import type { SyncReport } from "#shared/replication/sync-report.ts";
import { create, edit } from "../../../../../renderer/db/changes.ts";
import { ownStreamOf } from "../../../../../renderer/db/own-stream.ts";
import type { Writer } from "../../../../../renderer/db/writer.ts";
import { highestEpoch, outChanges } from "../../../../../renderer/features/sync/out/out-changes.ts";
import { giveWebLocks, okValue, openWholeDesk, type WholeDesk } from "../../../../support/whole-desk.ts";

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const folders: string[] = [];
const desks: WholeDesk[] = [];
let databases = 0;

beforeAll(giveWebLocks);
afterAll(async () => {
  for (const desk of desks) await desk.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "removal-"));
  folders.push(folder);
  return folder;
}

interface Member {
  readonly desk: WholeDesk;
  readonly writer: Writer;
}

async function member(share: string, deskName: string, code: string | null): Promise<Member> {
  const desk = await openWholeDesk(await freshFolder(), `removal-${++databases}`);
  desks.push(desk);
  const names = { deskName, branchName: "城东馆" };
  okValue(await desk.host("share.choose", { path: share }));
  okValue(code === null ? await desk.host("library.found", { libraryName: "城东图书馆", ...names }) : await desk.host("library.join", { code, ...names }));
  if (code === null) okValue(await desk.host("share.prepare", {}));
  return { desk, writer: (await desk.start()).writer };
}

async function three(): Promise<readonly [Member, Member, Member]> {
  const share = await freshFolder();
  const a = await member(share, "一楼", null);
  const code = okValue(await a.desk.host("library.code", {})).code;
  return [a, await member(share, "书车", code), await member(share, "儿童馆", code)];
}

const save = async ({ writer }: Member, ...changes: Parameters<Writer["run"]>[1]): Promise<void> => {
  expect(await (await writer.run("test.change", changes)).confirmed).toMatchObject({ ok: true });
};
const sync = ({ desk }: Member): Promise<SyncReport> => desk.sync.sync(() => undefined);
const settle = async (...members: readonly Member[]): Promise<void> => {
  for (let round = 0; round < 4; round++) for (const each of members) await sync(each);
};

async function takeOut(remover: Member, { desk: lost }: Member, way: RemovalWay): Promise<void> {
  const { db, host } = remover.desk;
  const stream = (await ownStreamOf(lost.db)) ?? okValue(await lost.host("library.own", {})).stream;
  const epoch = way === "removed" ? okValue(await host("library.make-epoch", { after: await highestEpoch(db) })) : null;
  await save(remover, ...(await outChanges(db, { way, streams: [stream], epoch, at: Date.now(), by: undefined })));
}

describe("a computer that is out", { timeout: 120_000 }, () => {
  it("has what a colleague had taken over of it too far taken back, with what she had seen kept right", async () => {
    const [a, b, c] = await three();
    await save(a, create("reader", id(1), { name: "李卫东" }));
    await settle(a, b, c);
    await save(b, edit("reader", id(1), { name: "被改了" }), create("reader", id(2), { name: "写得太晚" }));
    await sync(b);
    await sync(c);
    await save(c, edit("reader", id(1), { email: "c@example.org" }));
    await takeOut(a, b, "removed");
    await settle(a, c);
    for (const { desk } of [a, c]) {
      expect(await desk.db.reader.get(id(1))).toMatchObject({ name: "李卫东", email: "c@example.org" });
      expect(await desk.db.reader.get(id(2))).toBeUndefined();
    }
    expect(await c.desk.lines()).toEqual(await a.desk.lines());
    expect((await sync(b)).outcome).toMatchObject({ tag: "stopped", stop: { tag: "removed" } });
    // and it stays so through a rebuilding from nothing
    for (const table of c.desk.db.tables) await table.clear();
    const again: Member = { desk: c.desk, writer: (await c.desk.start()).writer };
    await settle(again, a);
    expect(await c.desk.lines()).toEqual(await a.desk.lines());
  });

  it("comes back from retirement under a new stream with all that it had not sent", async () => {
    const [a, b, c] = await three();
    await save(b, create("reader", id(3), { name: "早先送出" }));
    await settle(a, b, c);
    await takeOut(a, b, "retired");
    await settle(a, c);
    await save(b, edit("reader", id(3), { email: "b@example.org" }));
    expect((await sync(b)).warnings).toContainEqual(expect.objectContaining({ tag: "new-stream", entries: 1 }));
    const back: Member = { desk: b.desk, writer: (await b.desk.start()).writer };
    await save(back, create("reader", id(4), { name: "回来之后" }));
    await settle(back, a, c);
    for (const { desk } of [a, c]) {
      expect(await desk.db.reader.get(id(3))).toMatchObject({ email: "b@example.org" });
      expect(await desk.db.reader.get(id(4))).toMatchObject({ name: "回来之后" });
      expect(await desk.lines()).toEqual(await b.desk.lines());
    }
  });
});
