/** A look at a share as `npm run share` gives it: good, truncated, tampered, rolled back, and healed from a copy. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keySlot, libraryMarker } from "#shared/replication/files/names.ts";
import type { StateDigest } from "#shared/replication/rows/digest.ts";
import { makeLibraryCode, wrapKey } from "../../../../../electron/services/sealing/library-code.ts";
import { checkShare } from "../../../../../electron/services/share-check/check-share.ts";
import { type Finding, gravityOf } from "../../../../../electron/services/share-check/findings.ts";
import { healShare } from "../../../../../electron/services/share-check/heal-share.ts";
import { createFolderStore } from "../../../../../electron/services/stores/folder-store.ts";
import { LIBRARY, makeDevice } from "../../../../support/desks.ts";
import { readFolder } from "../../../../support/folder-bytes.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";

const code = makeLibraryCode();

interface GoodShare {
  readonly folder: string;
  /** As it was half-way. */
  readonly older: string;
  readonly digest: StateDigest | undefined;
}

let made: GoodShare;
beforeAll(async () => {
  made = await makeShare(await mkdtemp(join(tmpdir(), "reader-desk-test-")));
}, 60_000);
afterAll(() => rm(dirname(made.folder), { recursive: true, force: true }));

/** A copy that a test may spoil. */
async function goodShare(): Promise<GoodShare> {
  const home = await temporaryFolder();
  await cp(dirname(made.folder), home, { recursive: true });
  return { ...made, folder: join(home, "share"), older: join(home, "older") };
}

/** Three computers, forty batches, everybody has seen everybody. */
async function makeShare(home: string): Promise<GoodShare> {
  const folder = join(home, "share");
  const older = join(home, "older");
  await mkdir(folder);
  await writeFile(join(folder, libraryMarker(LIBRARY.library)), '{"format":1}\n');
  await mkdir(join(folder, "keys"));
  await writeFile(join(folder, keySlot("0123456789abcdef")), await wrapKey(code, LIBRARY.library, LIBRARY.key));
  const store = createFolderStore(folder);
  const clock = { ms: 1_700_000_000_000 };
  const devices = ["一楼", "儿童馆", "Branch"].map((name) => makeDevice(name, clock));
  for (let round = 0; round < 8; round++) {
    if (round === 4) await cp(folder, older, { recursive: true });
    for (const [at, device] of devices.entries()) {
      device.write(`r${round}-${at}`, { name: `reader ${round}` });
      device.write("r0-0", { name: `changed by ${at} in ${round}` });
      await device.sync(store);
    }
  }
  for (let round = 0; round < 2; round++) for (const device of devices) await device.sync(store);
  return { folder, older, digest: (await devices[0]?.replica.digest())?.tables };
}

const batchesOf = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".batch")).sort();
const sortedBytes = async (folder: string): Promise<readonly string[]> =>
  (await readFolder(folder)).map((bytes) => Buffer.from(bytes).toString("base64")).sort();
const grave = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((finding) => gravityOf(finding) !== "note");

describe("a check of a share", () => {
  it("finds a good one whole, with the digest that the desks have", async () => {
    const { folder, digest } = await goodShare();
    const { findings, streams, replayed } = await checkShare(folder, LIBRARY);
    expect(findings).toEqual([]);
    expect(streams.map(({ device }) => device).sort()).toEqual(["Branch", "一楼", "儿童馆"]);
    expect(replayed.digest).toEqual(digest);
    expect(replayed.digest.reader?.records).toBe(24);
    expect(replayed.waiting).toEqual([]);
  });

  it("names what is not ours, links too, and follows none", async () => {
    const { folder } = await goodShare();
    await writeFile(join(folder, "Thumbs.db"), "x");
    await symlink("/etc", join(folder, "heads", "etc"));
    await writeFile(join(folder, "heads", "0123 (conflicted copy).txt"), "x");
    const { findings } = await checkShare(folder, LIBRARY);
    expect(findings).toEqual(
      ["Thumbs.db", "heads/0123 (conflicted copy).txt", "heads/etc"].map((file) => ({ tag: "foreign", file })),
    );
  });

  it("names the computer and the number of a truncated batch", async () => {
    const { folder } = await goodShare();
    const [first = ""] = await batchesOf(folder);
    await writeFile(join(folder, first), (await readFile(join(folder, first))).subarray(0, -100));
    const { findings } = await checkShare(folder, LIBRARY);
    const refused = findings.find(({ tag }) => tag === "refused");
    expect(refused).toMatchObject({ file: first });
    expect(findings).toContainEqual(expect.objectContaining({ tag: "gap", from: 1, to: 1 }));
  });

  it("finds each single byte that was changed in a batch", async () => {
    const { folder } = await goodShare();
    const [first = ""] = await batchesOf(folder);
    const good = await readFile(join(folder, first));
    for (let at = 0; at < good.length; at += 97) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 1;
      await writeFile(join(folder, first), bad);
      const { findings } = await checkShare(folder, LIBRARY);
      expect(
        findings.some(({ tag }) => tag === "refused"),
        `byte ${at}`,
      ).toBe(true);
    }
  }, 60_000);

  it("says which computers went back, and who had seen more, on a share from an old backup of one of them", async () => {
    const { folder, older } = await goodShare();
    const [stream = ""] = (await readdir(join(folder, "streams"))).sort();
    await rm(join(folder, "streams", stream), { recursive: true });
    await cp(join(older, "streams", stream), join(folder, "streams", stream), { recursive: true });
    for (const name of await readdir(join(folder, "heads")))
      if (name.startsWith(stream)) await rm(join(folder, "heads", name));
    for (const name of await readdir(join(older, "heads")))
      if (name.startsWith(stream)) await cp(join(older, "heads", name), join(folder, "heads", name));
    const { findings, streams } = await checkShare(folder, LIBRARY);
    const { device } = streams.find((item) => item.stream === stream) ?? {};
    const back = findings.find(({ tag }) => tag === "went-back");
    const has = (await batchesOf(older)).filter((name) => name.includes(stream)).length;
    expect(back).toMatchObject({ device, has });
    expect(back?.tag === "went-back" && back.seen > has && back.by !== device).toBe(true);
    expect(findings.some(({ tag }) => tag === "waits")).toBe(true);
  });

  it("is healed by a copy, byte for byte, spoilt and missing files alike", async () => {
    const { folder } = await goodShare();
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    const [first = "", second = "", third = ""] = await batchesOf(folder);
    await writeFile(join(folder, first), new Uint8Array(2000));
    await rm(join(folder, second));
    await rm(join(folder, third.slice(0, third.lastIndexOf("/"))), { recursive: true });
    for (const name of await readdir(join(folder, "heads"))) await rm(join(folder, "heads", name));
    expect(grave((await checkShare(folder, LIBRARY)).findings).length).toBeGreaterThan(0);
    const { put, failed } = await healShare(folder, [copy], LIBRARY);
    expect(put.length).toBeGreaterThan(2);
    expect(failed).toEqual([]);
    expect((await checkShare(folder, LIBRARY)).findings).toEqual([]);
    expect(await sortedBytes(folder)).toEqual(await sortedBytes(copy));
  });
});

describe("the command", () => {
  const run = (
    args: readonly string[],
  ): Promise<{ readonly code: number; readonly out: string; readonly err: string }> =>
    new Promise((resolve) => {
      const root = fileURLToPath(new URL("../../../../..", import.meta.url));
      execFile(
        process.execPath,
        ["--import", "tsx", "build/scripts/share.ts", ...args],
        { cwd: root },
        (error, out, err) =>
          resolve({ code: typeof error?.code === "number" ? error.code : error === null ? 0 : -1, out, err }),
      );
    });

  it("ends with 0 on a good share, 1 on a spoilt one, 2 where it cannot look, each in words", async () => {
    const { folder } = await goodShare();
    const codeFile = join(folder, "..", "code.txt");
    await writeFile(codeFile, `${code}\n`);
    const good = await run(["check", folder, "--code-file", codeFile]);
    expect(good).toMatchObject({ code: 0, err: "" });
    expect(good.out).toContain("儿童馆");
    expect(good.out.trimEnd().endsWith("Whole.")).toBe(true);
    const [first = ""] = await batchesOf(folder);
    expect((await run(["inspect", join(folder, first)])).out).toContain("a batch");
    const [head = ""] = await readdir(join(folder, "heads"));
    expect(await run(["inspect", join(folder, "heads", head)])).toMatchObject({
      code: 0,
      out: expect.stringContaining("a head: all that it tells stands in its name"),
    });
    await rm(join(folder, first));
    const spoilt = await run(["check", folder, "--code-file", codeFile]);
    expect(spoilt.code).toBe(1);
    expect(spoilt.out).toContain("batch 1 is missing");
    await writeFile(codeFile, makeLibraryCode());
    expect(await run(["check", folder, "--code-file", codeFile])).toMatchObject({
      code: 2,
      err: "This code does not open this library.\n",
    });
    expect(await run(["check", `${folder}-none`, "--code-file", codeFile])).toMatchObject({ code: 2 });
    expect((await run(["heal", folder])).err).toContain("--from COPY");
    // no terminal to ask at, as in a script
    expect(await run(["check", folder])).toMatchObject({ code: 2, err: expect.stringContaining("--code-file FILE") });
  }, 60_000);
});
