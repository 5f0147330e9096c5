/**
 * Founding, joining and exchanging over the host's real calls and real folders: the code, the folder's
 * faults each with its own tag, and two desks that end at one state. Two desks meet by a code with all its work before
 * it.
 */
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, describe, expect, it } from "vitest";
import type { CallArgs, CallName, CallResult, Host } from "#shared/host/contract.ts";
import { CONTRACT } from "#shared/host/contract.ts";
import { HEAD_CONTENT } from "#shared/replication/exchange/publish.ts";
import { sync } from "#shared/replication/exchange/sync.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { askByTyping } from "../../../../../electron/services/chosen-folders.ts";
import { openDeviceSettings } from "../../../../../electron/services/device-settings-file.ts";
import { nodeFileSystem } from "../../../../../electron/services/file-system.ts";
import type { LibraryHandlers } from "../../../../../electron/services/handlers.ts";
import { openInstallation } from "../../../../../electron/services/installation.ts";
import { openLibraryHandlers } from "../../../../../electron/services/library.ts";
import {
  parseLibraryCode,
  type StretchCode,
  unwrapSlot,
} from "../../../../../electron/services/sealing/library-code.ts";
import { openSecrets } from "../../../../../electron/services/secrets.ts";
import { createSyncPorts } from "../../../../../renderer/worker/sync-ports.ts";
import { readFolder } from "../../../../support/folder-bytes.ts";
import { journalIn, trustIn } from "../../../../support/host-desk.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { MemoryReplica } from "../../../../support/memory-replica.ts";
import { createStoreMemory } from "../../../../support/store-memory.ts";

const folders: string[] = [];
async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "library-"));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
function value<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

interface Desk {
  readonly host: Host;
  readonly dataFolder: string;
  /** As the command line does it. */
  readonly useShare: (path: string) => Promise<unknown>;
}

/** The host of one desk, called as the page calls it: arguments parsed by the contract. */
async function openDesk(dataFolder: string, codes: StretchCode | "full work" = lightCodes): Promise<Desk> {
  const settings = value(await openDeviceSettings(nodeFileSystem, dataFolder));
  const secrets = value(await openSecrets(nodeFileSystem, dataFolder, random, null));
  const installation = value(await openInstallation(nodeFileSystem, dataFolder, random));
  const handlers: LibraryHandlers = await openLibraryHandlers(
    { fs: nodeFileSystem, dataFolder, secrets, installation, settings, ...(await trustIn(dataFolder)) },
    { now: Date.now },
    askByTyping,
    codes === "full work" ? undefined : codes,
  );
  const host = async <N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>> => {
    const handler = handlers[name as keyof LibraryHandlers] as (args: unknown) => Promise<CallResult<N>>; // only library calls are made here
    return handler(v.parse(CONTRACT[name].args, args));
  };
  return { host, dataFolder, useShare: (path) => settings.write({ sharePath: path }) };
}

const NAMES = { deskName: "一楼服务台", branchName: "城东馆" };
const found = async (desk: Desk): Promise<{ libraryId: string; stream: string; code: string }> =>
  value(await desk.host("library.found", { libraryName: "城东图书馆", ...NAMES }));

async function exchange(desk: Desk, replica: MemoryReplica): Promise<SyncReport> {
  journalIn(desk.dataFolder, replica);
  const own = value(await desk.host("library.own", {}));
  return sync(createSyncPorts(desk.host, own.libraryId, replica, createStoreMemory(), { now: Date.now }));
}

/** Each founding and each try of a code with its full work takes Argon2id with 64 MiB. */
const SLOW = { timeout: 120_000 };

describe("founding and joining", SLOW, () => {
  it("carries one desk's records to another through a folder that was prepared, joined by the printed code", async () => {
    const [a, b, share] = [
      await openDesk(await freshFolder(), "full work"),
      await openDesk(await freshFolder(), "full work"),
      await freshFolder(),
    ];
    const { stream, libraryId } = await found(a);
    expect(await a.host("share.choose", { path: share })).toEqual({ ok: true, value: { path: share } });
    const first = new MemoryReplica(stream, Date.now);
    first.write([{ kind: "reader", id: "r1", cells: { name: "李卫东" } }]);

    // a look is only a look: it is no shared folder before it was prepared
    expect((await exchange(a, first)).outcome).toMatchObject({ tag: "stopped", stop: { tag: "no-folder" } });
    expect(await readdir(share)).toEqual([]);
    expect(await a.host("share.prepare", {})).toMatchObject({ ok: true });
    expect((await exchange(a, first)).outcome).toEqual({ tag: "done" });

    const { code } = value(await a.host("library.code", {}));
    expect(code).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]$/);
    const [slot = ""] = await readdir(join(share, "keys"));
    const bytes = await readFile(join(share, "keys", slot));
    expect(JSON.parse(bytes.toString("utf8"))).toMatchObject({ memoryKib: 65_536, passes: 3 });
    expect(await unwrapSlot(parseLibraryCode(code) ?? "", libraryId, bytes, lightCodes)).toEqual({
      ok: false,
      error: { tag: "code-wrong" },
    });
    await b.host("share.choose", { path: share });
    const joined = value(
      await b.host("library.join", { code: ` ${code.toLowerCase()} `, deskName: "儿童馆", branchName: "城东馆" }),
    );
    const second = new MemoryReplica(joined.stream, Date.now);
    const report = await exchange(b, second);
    expect(report.outcome).toEqual({ tag: "done" });
    expect(report.devices.map(({ device, own, joined: isNew }) => [device, own, isNew])).toEqual(
      expect.arrayContaining([
        ["儿童馆", true, false],
        ["一楼服务台", false, true],
      ]),
    );
    expect(second.lines()).toEqual(first.lines());
    second.write([{ kind: "reader", id: "r1", cells: { note: "孙女读三年级" } }]);
    await exchange(b, second);
    const back = await exchange(a, first);
    expect(back.devices.find(({ device }) => device === "儿童馆")?.joined).toBe(true);
    expect(second.lines()).toEqual(first.lines());
  });

  it("gives two desks of one library the same derived digests, and another library others", async () => {
    const [a, b, c, share] = [
      await openDesk(await freshFolder()),
      await openDesk(await freshFolder()),
      await openDesk(await freshFolder()),
      await freshFolder(),
    ];
    await found(a);
    await found(c);
    await a.host("share.choose", { path: share });
    await a.host("share.prepare", {});
    await b.host("share.choose", { path: share });
    value(await b.host("library.join", { code: value(await a.host("library.code", {})).code, ...NAMES }));
    const texts = ["reader‖ils‖1001", "reader‖ils‖1002"];
    const digests = await a.host("library.derive", { texts });
    expect(await b.host("library.derive", { texts })).toEqual(digests);
    expect(await c.host("library.derive", { texts })).not.toEqual(digests);
    expect(new Set(value(digests)).size).toBe(2);
  });

  it("is a member again after a restart, and cannot found or join twice", async () => {
    const folder = await freshFolder();
    const before = await found(await openDesk(folder));
    const again = await openDesk(folder);
    expect(value(await again.host("library.own", {}))).toMatchObject({
      libraryId: before.libraryId,
      stream: before.stream,
      card: { device: "一楼服务台" },
    });
    expect(await again.host("library.found", { libraryName: "x", ...NAMES })).toEqual({
      ok: false,
      error: { tag: "already-member" },
    });
    expect(await again.host("library.join", { code: before.code, ...NAMES })).toEqual({
      ok: false,
      error: { tag: "already-member" },
    });
  });

  it("opens one new stream for one predecessor, however often it is asked", async () => {
    const desk = await openDesk(await freshFolder());
    const { stream } = await found(desk);
    const predecessor = { stream, no: 1, hash: "0123456789ab", seq: 4 };
    const left = value(await desk.host("library.new-stream", predecessor));
    expect(left.stream).not.toBe(stream);
    expect(value(await desk.host("library.new-stream", predecessor))).toEqual(left);
    expect(value(await desk.host("library.own", {})).card.predecessor).toEqual(predecessor);
  });

  it("keeps keys, code and names out of everything that lies in the folder", async () => {
    const [desk, share] = [await openDesk(await freshFolder()), await freshFolder()];
    const { stream, code } = await found(desk);
    await desk.host("share.choose", { path: share });
    await desk.host("share.prepare", {});
    const replica = new MemoryReplica(stream, Date.now);
    replica.write([{ kind: "reader", id: "r1", cells: { name: "canary-李卫东" } }]);
    await exchange(desk, replica);
    const files = await readFolder(share);
    expect(files.length).toBeGreaterThan(4);
    for (const bytes of files)
      for (const secret of ["canary", "李卫东", code, "一楼服务台", "城东"])
        expect(Buffer.from(bytes).includes(secret)).toBe(false);
  });
});

describe("a folder that cannot be used says why", () => {
  async function member(): Promise<{ desk: Desk; share: string; code: string }> {
    const [desk, share] = [await openDesk(await freshFolder()), await freshFolder()];
    const { code } = await found(desk);
    await desk.host("share.choose", { path: share });
    return { desk, share, code };
  }
  const probe = async (desk: Desk): Promise<unknown> => {
    const result = await desk.host("share.probe", {});
    return result.ok ? "ready" : result.error;
  };

  it("when none was chosen, when it is not there, when it is a file", async () => {
    const desk = await openDesk(await freshFolder());
    expect(await probe(desk)).toEqual({ tag: "no-share" });
    expect(await desk.host("share.choose", { path: null })).toEqual({ ok: false, error: { tag: "cancelled" } });
    const share = await freshFolder();
    await writeFile(join(share, "file"), "x");
    expect(await desk.host("share.choose", { path: join(share, "absent") })).toEqual({
      ok: false,
      error: { tag: "no-folder" },
    });
    expect(await desk.host("share.choose", { path: join(share, "file") })).toEqual({
      ok: false,
      error: { tag: "not-a-folder" },
    });
  });

  it("when it went away, when it is empty, when it holds other files", async () => {
    const { desk, share } = await member();
    expect(await probe(desk)).toEqual({ tag: "empty-folder" });
    await writeFile(join(share, "photo.jpg"), "x");
    expect(await probe(desk)).toEqual({ tag: "wrong-folder" });
    expect(await desk.host("share.prepare", {})).toEqual({ ok: false, error: { tag: "wrong-folder" } });
    await rm(share, { recursive: true });
    expect(await probe(desk)).toEqual({ tag: "no-folder" });
  });

  it("when it belongs to another library, whose marker beside the own one hinders nobody", async () => {
    const { desk, share } = await member();
    const other = await member();
    await other.desk.host("share.prepare", {});
    const [marker = ""] = (await readdir(other.share)).filter((name) => name.startsWith("reader-desk.library-"));
    await writeFile(join(share, marker), '{"format":1}');
    expect(await probe(desk)).toEqual({ tag: "another-library", library: marker.slice("reader-desk.library-".length) });
    expect(await desk.host("share.prepare", {})).toMatchObject({ error: { tag: "another-library" } });
    const { libraryId } = value(await desk.host("library.own", {}));
    await writeFile(join(share, `reader-desk.library-${libraryId}`), '{"format":1}');
    expect(await probe(desk)).toBe("ready");
  });

  it("when another one is chosen that it cannot be: the one in use stays, and nothing is ever written into the other", async () => {
    const [{ desk, share }, other, empty] = [await member(), await member(), await freshFolder()];
    await desk.host("share.prepare", {});
    await other.desk.host("share.prepare", {});
    const before = await readdir(other.share, { recursive: true });
    for (const path of [other.share, empty]) {
      expect(await desk.host("share.choose", { path })).toEqual({ ok: true, value: { path } });
      const tag = path === empty ? "empty-folder" : "another-library";
      expect(await desk.host("share.probe", { chosen: true })).toMatchObject({ error: { tag } });
      expect(await desk.host("share.probe", {})).toMatchObject({ value: { path: share } });
    }
    // named on the command line it is in use, and still nothing goes into it
    const bytes = HEAD_CONTENT;
    const { stream } = value(await desk.host("library.own", {}));
    const head = `heads/${stream}-00000001-0123456789ab`;
    expect(await desk.host("store.put", { store: "share", name: head, bytes })).toEqual({ ok: true, value: null });
    await desk.useShare(other.share);
    expect(await desk.host("store.put", { store: "share", name: head, bytes })).toEqual({
      ok: false,
      error: { tag: "no-folder" },
    });
    expect(await readdir(other.share, { recursive: true })).toEqual(before);
    await desk.useShare(share);
    // prepared, it is taken
    value(await desk.host("share.choose", { path: empty }));
    expect(await desk.host("share.prepare", { chosen: true })).toEqual({ ok: true, value: { path: empty } });
    expect(await desk.host("share.probe", {})).toMatchObject({ value: { path: empty } });
  });

  it("when a newer Reader Desk made it", async () => {
    const { desk, share } = await member();
    const { libraryId } = value(await desk.host("library.own", {}));
    await writeFile(join(share, `reader-desk.library-${libraryId}`), '{"format":2}');
    expect(await probe(desk)).toEqual({ tag: "newer-format" });
  });

  it("when its marker was lost, and is prepared again without touching the rest", async () => {
    const { desk, share } = await member();
    await desk.host("share.prepare", {});
    for (const name of await readdir(share)) if (name.startsWith("reader-desk.library-")) await rm(join(share, name));
    await mkdir(join(share, "heads"));
    expect(await probe(desk)).toEqual({ tag: "marker-lost" });
    expect(await desk.host("share.prepare", {})).toMatchObject({ ok: true });
    expect(await probe(desk)).toBe("ready");
  });

  it("when the code is malformed, wrong, or there is nothing to join", async () => {
    const { desk, share, code } = await member();
    const joiner = await openDesk(await freshFolder());
    const join = (typed: string): Promise<unknown> => joiner.host("library.join", { code: typed, ...NAMES });
    expect(await join("abc")).toEqual({ ok: false, error: { tag: "code-malformed" } });
    expect(await join(code)).toEqual({ ok: false, error: { tag: "no-share" } });
    await joiner.host("share.choose", { path: share });
    expect(await join(code)).toEqual({ ok: false, error: { tag: "empty-folder" } });
    await desk.host("share.prepare", {});
    const wrong = code.startsWith("0") ? `1${code.slice(1)}` : `0${code.slice(1)}`;
    expect(await join(wrong)).toEqual({ ok: false, error: { tag: "code-wrong" } });
    expect(await join(code)).toMatchObject({ ok: true });
  });

  it("when two libraries' markers lie there, for who joins: nothing is written, and one of them gone it is joined", async () => {
    const { desk, share, code } = await member();
    await desk.host("share.prepare", {});
    const { libraryId } = value(await desk.host("library.own", {}));
    const second = join(share, "reader-desk.library-zzzzzzzzzzzzzzzz");
    await writeFile(second, '{"format":1}');
    const joiner = await openDesk(await freshFolder());
    await joiner.host("share.choose", { path: share });
    const before = await readdir(share, { recursive: true });
    const fault = { tag: "two-libraries", libraries: expect.arrayContaining([libraryId, "zzzzzzzzzzzzzzzz"]) };
    expect(await joiner.host("library.join", { code, ...NAMES })).toEqual({ ok: false, error: fault });
    expect(await probe(joiner)).toEqual(fault);
    expect(await readdir(share, { recursive: true })).toEqual(before);
    expect(await probe(desk)).toBe("ready");
    await rm(second);
    expect(await joiner.host("library.join", { code, ...NAMES })).toMatchObject({ ok: true });
  });

  it("when the page asks for a name that is none of ours", async () => {
    const { desk } = await member();
    for (const name of ["../secrets.json", "reader-desk.library-0123456789abcdef", "keys/0123456789abcdef", "heads/x"])
      expect(await desk.host("store.put", { store: "local", name, bytes: new Uint8Array() })).toMatchObject({
        ok: false,
        error: { tag: "bad-request" },
      });
    for (const name of [
      "heads/0123456789abcdef-00000001-0123456789ab",
      "streams/0123456789abcdef/device",
      "streams/0123456789abcdef/0000/00000001-0123456789ab.batch",
      "streams/0123456789abcdef/state-00000001/manifest",
      "streams/0123456789abcdef/state-00000001/0000.part",
    ])
      for (const text of ["", "@echo off", "reader-desk note 1\n{}\n", "reader-desk batch 1\n@echo off\n"])
        expect(
          await desk.host("store.put", { store: "local", name, bytes: new TextEncoder().encode(text) }),
        ).toMatchObject({ ok: false, error: { tag: "bad-request" } });
    expect(await desk.host("store.get", { store: "local", name: "../secrets.json" })).toMatchObject({
      ok: false,
      error: { tag: "bad-request" },
    });
    expect(await desk.host("store.list", { store: "local", folder: ".." })).toMatchObject({
      ok: false,
      error: { tag: "bad-request" },
    });
  });
});
