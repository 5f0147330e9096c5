/**
 * The sheet "a computer was lost or stolen", step by step, over real hosts and a real folder: remove it, get a new
 * code, and from then on the old computer and the old code are out, and a new desk joins with the new one. It takes
 * long, as each test founds a library of several hosts and lets all of them sync.
 */
import { createHash } from "node:crypto";
import { cp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { removalId } from "#shared/model/removal.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { checkShare } from "../../../../../electron/services/share-check/check-share.ts";
import { unlockShare } from "../../../../../electron/services/share-check/unlock.ts";
import { createFolderStore } from "../../../../../electron/services/stores/folder-store.ts";
import { deskOver, given, type HostDesk, openHost, openHostDesk } from "../../../../support/host-desk.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { removeDesk } from "../../../../support/remove-desk.ts";
import { folderOfFile } from "../../../../support/temporary-folder.ts";

const codeOf = async ({ host }: HostDesk): Promise<string> => given(await host("library.code", {})).code;
const stopOf = ({ outcome }: SyncReport): string => (outcome.tag === "stopped" ? outcome.stop.tag : outcome.tag);
const slots = async (share: string): Promise<readonly string[]> => (await readdir(join(share, "keys"))).sort();

async function settle(desks: readonly HostDesk[]): Promise<void> {
  for (let round = 0; round < 4; round++) for (const desk of desks) await desk.sync();
}

interface Scene {
  readonly share: string;
  readonly a: HostDesk;
  readonly b: HostDesk;
  readonly c: HostDesk;
  readonly oldCode: string;
}

async function library(): Promise<Scene> {
  const share = await folderOfFile();
  const a = await openHostDesk("一楼", share, null);
  const oldCode = await codeOf(a);
  const [b, c] = [await openHostDesk("书车", share, oldCode), await openHostDesk("儿童馆", share, oldCode)];
  for (const desk of [a, b, c]) desk.write(`r-${desk.name}`, { name: desk.name });
  await settle([a, b, c]);
  return { share, a, b, c, oldCode };
}

describe("the sheet for a lost or stolen computer", { timeout: 180_000 }, () => {
  it("removes it, makes a new code, keeps the old computer and the old code out, and lets a new desk in", async () => {
    const { share, a, b, c, oldCode } = await library();
    const before = await slots(share);
    // the thief has all that the computer held
    const stolen = await folderOfFile();
    await cp(b.dataFolder, stolen, { recursive: true });
    const thief = deskOver("书车", stolen, await openHost(stolen), b.replica.copy(Date.now));

    // steps 1 to 4: remove, sync, print the new sheet; meanwhile the thief is still in
    await removeDesk(a, b);
    thief.write("r-一楼", { name: "被改了" });
    expect(stopOf(await thief.sync())).toBe("done");
    const report = await a.sync();
    expect(stopOf(report)).toBe("done");
    expect(report.warnings).toContainEqual(expect.objectContaining({ tag: "removed-wrote", stream: b.replica.stream }));
    const newCode = await codeOf(a);
    expect(newCode).not.toBe(oldCode);
    expect((await slots(share)).filter((slot) => before.includes(slot))).toEqual([]);
    a.write("after", { name: "移出之后写的" });
    await settle([a, c]);
    expect(c.replica.row("reader", "after")?.name).toBe("移出之后写的");
    expect(await codeOf(c)).toBe(newCode);

    // the old computer is refused: it stops, is told of no key to wait for, and whatever it writes counts nowhere
    thief.write("r-一楼", { note: "又改了" });
    const refused = await thief.sync();
    expect([stopOf(refused), refused.warnings.map(({ tag }) => tag)]).toEqual(["removed", []]);
    expect(thief.replica.row("reader", "after")).toBeUndefined();

    // and cannot open what was written since, whatever it does
    const slotsOfOthers = await Promise.all(
      (await slots(share)).map((slot) => readFile(join(share, "keys", slot), "utf8")),
    );
    expect(slotsOfOthers.filter((text) => text.includes(b.replica.stream))).toEqual([]);
    expect(given(await thief.host("library.own", {})).heldKeys).not.toContain(
      given(await a.host("library.own", {})).heldKeys[0],
    );

    // the old code opens nothing any more, the new one all of it
    expect(await openHostDesk("新台", share, oldCode).catch((error: Error) => error.message)).toContain("code-wrong");
    const d = await openHostDesk("新台", share, newCode);
    d.write("r-新台", { name: "新台" });
    await settle([a, c, d]);
    for (const desk of [c, d]) expect(desk.replica.lines()).toEqual(a.replica.lines());
    expect(d.replica.row("reader", "r-一楼")).toMatchObject({ name: "一楼" });
    expect(d.replica.row("reader", "r-一楼")?.note).toBeUndefined();
    expect(d.replica.row("reader", "r-新台")?.name).toBe("新台");

    // the command line opens every epoch with the new code alone
    const key = given(await unlockShare(createFolderStore(share), newCode, lightCodes));
    const check = await checkShare(share, key);
    expect(check.findings.filter(({ tag }) => tag === "refused" || tag === "card-missing")).toEqual([]);
    expect(check.replayed.digest).toEqual((await a.replica.digest()).tables);
    expect(check.streams.map(({ device }) => device).sort()).toEqual(["一楼", "书车", "儿童馆", "新台"].sort());
  });

  it("lets the computer come back that was found again, under a new stream, with what it had not sent", async () => {
    const { a, b, c } = await library();
    b.write("found", { name: "找回后发出" });
    await removeDesk(a, b);
    await settle([a, c]);
    expect(stopOf(await b.sync())).toBe("removed");
    b.write("while-out", { name: "移出时写的" });
    expect(await b.host("library.readmit", { code: "00000-00000-00000-00000-00000-0" })).toEqual({
      ok: false,
      error: { tag: "code-wrong" },
    });
    expect(await b.host("library.readmit", { code: await codeOf(a) })).toEqual({ ok: true, value: null });
    // typed again, it is no other one
    expect(await b.host("library.readmit", { code: await codeOf(a) })).toEqual({
      ok: false,
      error: { tag: "code-known" },
    });
    const old = b.replica.stream;
    expect((await b.sync()).warnings).toContainEqual(expect.objectContaining({ tag: "new-stream", from: old }));
    await settle([a, b, c]);
    expect(a.replica.row("reader", "found")?.name).toBe("找回后发出");
    expect(a.replica.row("reader", "while-out")?.name).toBe("移出时写的");
    for (const desk of [b, c]) expect(desk.replica.lines()).toEqual(a.replica.lines());
  });

  it("tells nobody of work that does not count where the computer has come back with it meanwhile", async () => {
    const { a, b, c } = await library();
    await removeDesk(a, b);
    b.write("behind", { name: "移出之后发出" });
    expect(stopOf(await b.sync())).toBe("done");
    expect((await a.sync()).warnings.map(({ tag }) => tag)).toContain("removed-wrote");
    expect(stopOf(await b.sync())).toBe("removed");
    given(await b.host("library.readmit", { code: await codeOf(a) }));
    await b.sync();
    const { warnings } = await c.sync();
    expect(c.replica.row("reader", "behind")?.name).toBe("移出之后发出");
    expect(warnings.map(({ tag }) => tag)).toEqual(["new-code"]);
  });

  it("lets the computer come back whose host has read of it before its rows say so, with what it has written since", async () => {
    const { a, b, c } = await library();
    await removeDesk(a, b);
    await settle([a, c]);
    let isRead = false;
    const cut = await b.sync({ onProgress: ({ step }) => (isRead ||= step === "merge"), isCancelled: () => isRead });
    expect(stopOf(cut)).toBe("cancelled");
    b.write("since", { name: "读到之后写的" });
    expect(stopOf(await b.sync())).toBe("removed");
    expect(given(await b.host("library.readmit", { code: await codeOf(a) }))).toBeNull();
    expect((await b.sync()).warnings.map(({ tag }) => tag)).toContain("new-stream");
    await settle([a, b, c]);
    for (const desk of [a, b, c]) expect(desk.replica.row("reader", "since")?.name).toBe("读到之后写的");
    for (const desk of [b, c]) expect(desk.replica.lines()).toEqual(a.replica.lines());
  });

  it("two desks that remove two computers at one time end with one key and one code", async () => {
    const { share, a, b, c, oldCode } = await library();
    const d = await openHostDesk("三楼", share, oldCode);
    await settle([a, b, c, d]);
    await removeDesk(a, b);
    await removeDesk(c, d);
    await settle([a, c]);
    expect(await codeOf(c)).toBe(await codeOf(a));
    a.write("r-一楼", { note: "甲" });
    await settle([a, c]);
    expect(c.replica.row("reader", "r-一楼")?.note).toBe("甲");
    const e = await openHostDesk("新台", share, await codeOf(a));
    await settle([a, c, e]);
    expect(e.replica.lines()).toEqual(a.replica.lines());
    for (const desk of [b, d]) expect(stopOf(await desk.sync())).toBe("removed");
  });

  it("wherever the remover is cut off, the next sync ends it, and until then some code opens the share", async () => {
    const { share, a, b, c, oldCode } = await library();
    await removeDesk(a, b);
    let cut = 0;
    for (let isDone = false; !isDone; cut++) {
      const host = a.host;
      let left = cut;
      const failing = (async (name: never, args: never) => {
        const store = name === ("store.put" as never) || name === ("library.adopt-epochs" as never);
        if (store && left-- === 0) return { ok: false, error: { tag: "unknown", code: "EIO" } };
        return host(name, args);
      }) as typeof host;
      const report = await deskOver(a.name, a.dataFolder, failing, a.replica).sync();
      isDone = stopOf(report) === "done" || stopOf(report) === "nothing-new";
      const codes = [oldCode, await codeOf(a)];
      const opened = await Promise.all(codes.map((code) => unlockShare(createFolderStore(share), code, lightCodes)));
      expect(opened.some(({ ok }) => ok)).toBe(true);
      expect(cut).toBeLessThan(20);
    }
    expect(cut).toBeGreaterThan(1);
    await settle([a, c]);
    expect(await codeOf(c)).toBe(await codeOf(a));
    expect(await codeOf(a)).not.toBe(oldCode);
    expect(c.replica.lines()).toEqual(a.replica.lines());
  });

  it("names a computer that was let in by the old code after that had been replaced", async () => {
    const { share, a, b, c, oldCode } = await library();
    const forged = await openHostDesk("外来", share, oldCode);
    forged.write("x", { name: "外来写的" });
    await removeDesk(a, b);
    await settle([a, c]);
    // it had the old key before it was replaced
    const report = await forged.sync();
    expect(report.outcome.tag).toBe("done");
    const [told, more] = [await a.sync(), await c.sync()];
    for (const { warnings } of [told, more])
      expect(warnings).toContainEqual({ tag: "old-code", stream: forged.replica.stream, device: "外来" });
    expect((await a.sync()).warnings.filter(({ tag }) => tag === "old-code")).toEqual([]);
    // whoever joins by the new code is welcome, and to whom everybody is new nobody is named
    const d = await openHostDesk("新台", share, await codeOf(a));
    d.write("y", { name: "新台" });
    expect((await d.sync()).warnings).toEqual([]);
    expect((await a.sync()).warnings.filter(({ tag }) => tag === "old-code")).toEqual([]);
  });

  it("says that a key is missing where its file was lost, and goes on as soon as a colleague has put it back", async () => {
    const { share, a, b, c } = await library();
    await removeDesk(a, b);
    await a.sync();
    for (const slot of await slots(share)) {
      const path = join(share, "keys", slot);
      if ((await readFile(path, "utf8")).includes(`"device":"${c.replica.stream}"`)) await rm(path);
    }
    a.write("after", { name: "用新密钥写的" });
    await a.sync();
    const report = await c.sync();
    expect(report.warnings).toContainEqual({ tag: "key-missing", stream: a.replica.stream, device: "一楼" });
    // nothing is lost, and nobody is asked to say so
    expect(report.warnings.map(({ tag }) => tag)).toEqual(["key-missing"]);
    expect(c.replica.row("reader", "after")).toBeUndefined();
    // a day later
    const again = deskOver(a.name, a.dataFolder, await openHost(a.dataFolder), a.replica);
    again.write("later", { name: "第二天" });
    await again.sync();
    await settle([c, again]);
    expect(c.replica.row("reader", "after")?.name).toBe("用新密钥写的");
    expect(c.replica.lines()).toEqual(a.replica.lines());
    expect(await codeOf(c)).toBe(await codeOf(again));
    expect((await c.sync()).warnings).toEqual([]);
  });

  it("a retirement makes no new key and leaves the code as it is", async () => {
    const { share, a, b, c, oldCode } = await library();
    const { streams } = await a.replica.state();
    const { no = 0, hash = "", seq = 0 } = streams[b.replica.stream] ?? {};
    const before = createHash("sha256")
      .update((await slots(share)).join())
      .digest("hex");
    a.replica.write([
      {
        kind: "removal",
        id: removalId(b.replica.stream, no, null),
        cells: { stream: b.replica.stream, no, hash, seq, way: "retired", at: Date.now() },
      },
    ]);
    await settle([a, c]);
    expect(await codeOf(a)).toBe(oldCode);
    expect(
      createHash("sha256")
        .update((await slots(share)).join())
        .digest("hex"),
    ).toBe(before);
    await settle([b, a, c]);
    expect(b.replica.lines()).toEqual(a.replica.lines());
  });
});
