/**
 * A look at a share whose older history has been swept: the state is rebuilt on a checkpoint, and each fault still has
 * its name.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { parseName, type StoreName } from "#shared/replication/files/names.ts";
import type { StateDigest } from "#shared/replication/rows/digest.ts";
import { checkShare } from "../../../../../electron/services/share-check/check-share.ts";
import { checkLines, exitCodeOf } from "../../../../../electron/services/share-check/check-words.ts";
import { type Finding, gravityOf } from "../../../../../electron/services/share-check/findings.ts";
import { healShare } from "../../../../../electron/services/share-check/heal-share.ts";
import { LIBRARY, makeDevice, markedShare } from "../../../../support/desks.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Small parts, so that a checkpoint has several. */
const rule = { ...CHECKPOINT_RULE, tailBatches: 20, tailOps: 20, partBytes: 1500 };

type Files = ReadonlyMap<string, Uint8Array>;

interface Swept {
  readonly files: Files;
  /** As it was some weeks before, swept too. */
  readonly older: Files;
  readonly digest: StateDigest;
  readonly streams: readonly string[];
}

let swept: Swept;

beforeAll(async () => {
  const clock = { ms: 1_700_000_000_000 };
  const share = markedShare();
  const devices = ["一楼", "儿童馆"].map((name) => makeDevice(name, clock));
  let older: Files = new Map();
  for (let morning = 0; morning < 42; morning++) {
    if (morning === 34) older = new Map(share.files);
    for (const [index, device] of devices.entries()) {
      device.write(`r${(morning * 2 + index) % 29}`, { name: `第${morning}次` });
      await device.sync(share, { checkpoints: rule });
    }
    clock.ms += 2 * DAY_MS;
  }
  for (let round = 0; round < 2; round++) for (const device of devices) await device.sync(share, { checkpoints: rule });
  const [first] = devices;
  if (first === undefined) throw new Error("a desk");
  swept = {
    files: new Map(share.files),
    older,
    digest: (await first.replica.digest()).tables,
    streams: devices.map(({ replica }) => replica.stream),
  };
}, 120_000);

async function folderOf(files: Files): Promise<string> {
  const folder = join(await temporaryFolder(), "share");
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return folder;
}

const named = <T extends StoreName["tag"]>(files: Files, tag: T): readonly string[] =>
  [...files.keys()].filter((name) => parseName(name)?.tag === tag).sort();
const grave = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((finding) => gravityOf(finding) === "loss");
/** The folder's newest checkpoint, which a check begins with. */
const baseFolder = async (): Promise<string> => {
  const { base } = await checkShare(await folderOf(swept.files), LIBRARY);
  if (base === null) throw new Error("no base");
  return dirname(
    named(swept.files, "manifest").find(
      (name) => name.includes(base.stream) && name.includes(base.no.toString(16).padStart(8, "0")),
    ) ?? "",
  );
};

async function spoil(folder: string, name: string, how: (bytes: Buffer) => Uint8Array): Promise<void> {
  await writeFile(join(folder, name), how(await readFile(join(folder, name))));
}

const flipped = (bytes: Buffer): Uint8Array => {
  const bad = Buffer.from(bytes);
  bad[Math.floor(bad.length / 2)] = (bad[Math.floor(bad.length / 2)] ?? 0) ^ 1;
  return bad;
};

describe("a check of a share whose history was swept", { timeout: 60_000 }, () => {
  it("finds a good one whole: rebuilt on the newest checkpoint, with the digest that the desks have", async () => {
    const { findings, streams, base, replayed } = await checkShare(await folderOf(swept.files), LIBRARY);
    expect(streams.every(({ floor, batches }) => floor > 5 && batches.every(({ no }) => no >= floor))).toBe(true);
    expect(findings).toEqual([]);
    expect(base?.checkpoint.parts.length).toBeGreaterThan(1);
    expect(replayed.digest).toEqual(swept.digest);
    expect(replayed.waiting).toEqual([]);
  });

  it("says in words what it was rebuilt from", async () => {
    const checked = await checkShare(await folderOf(swept.files), LIBRARY);
    const text = checkLines(checked).join("\n");
    expect(text).toContain(
      `Rebuilt from the checkpoint of ${checked.base?.device}, number ${checked.base?.no}, and ${checked.replayed.entries} entries`,
    );
    expect(text.endsWith("Whole.")).toBe(true);
    expect(exitCodeOf(checked.findings)).toBe(0);
  });

  it.each([
    ["truncated", (bytes: Buffer): Uint8Array => bytes.subarray(0, -100), "not-ours"],
    ["changed", flipped, "bad-signature"],
  ] as const)("names the file of a %s part of a checkpoint, and goes on with what is left", async (_, how, tag) => {
    const folder = await folderOf(swept.files);
    const part = `${await baseFolder()}/0000.part`;
    await spoil(folder, part, how);
    const { findings, base, replayed } = await checkShare(folder, LIBRARY);
    expect(findings).toContainEqual(
      expect.objectContaining({
        tag: "refused",
        file: part,
        error: expect.objectContaining({
          tag: tag === "not-ours" ? expect.stringMatching(/not-ours|bad-signature/) : tag,
        }),
      }),
    );
    // an older checkpoint that reaches the floors gives the same; without one it is said
    if (base === null) expect(findings.map((finding) => finding.tag)).toContain("no-base");
    else expect(replayed.digest).toEqual(swept.digest);
    expect(exitCodeOf(findings)).toBe(1);
  });

  it("refuses parts that were swapped, each rightly signed for another place", async () => {
    const folder = await folderOf(swept.files);
    const base = await baseFolder();
    const [one, two] = [`${base}/0000.part`, `${base}/0001.part`];
    await writeFile(join(folder, one), swept.files.get(two) ?? new Uint8Array());
    const { findings } = await checkShare(folder, LIBRARY);
    expect(findings).toContainEqual(
      expect.objectContaining({ tag: "refused", file: one, error: { tag: "wrong-place" } }),
    );
  });

  it("names a part that is missing, and a checkpoint whose manifest is", async () => {
    const folder = await folderOf(swept.files);
    const base = await baseFolder();
    await rm(join(folder, `${base}/0001.part`));
    expect((await checkShare(folder, LIBRARY)).findings).toContainEqual(
      expect.objectContaining({ tag: "part-missing", file: `${base}/0001.part` }),
    );
    await rm(join(folder, `${base}/manifest`));
    expect((await checkShare(folder, LIBRARY)).findings.map(({ tag }) => tag)).toContain("state-unfinished");
  });

  it("says that nobody can join where no checkpoint covers what was swept, and a copy heals that", async () => {
    const copy = await folderOf(swept.files);
    const folder = await folderOf(new Map([...swept.files].filter(([name]) => !name.includes("/state-"))));
    const { findings, base } = await checkShare(folder, LIBRARY);
    expect(base).toBeNull();
    const found = findings.find(({ tag }) => tag === "no-base");
    expect(found?.tag === "no-base" && [...found.devices].sort()).toEqual(["一楼", "儿童馆"]);
    await healShare(folder, [copy], LIBRARY);
    const healed = await checkShare(folder, LIBRARY);
    expect(healed.findings).toEqual([]);
    expect(healed.replayed.digest).toEqual(swept.digest);
    for (const name of named(swept.files, "batch"))
      expect(await readFile(join(folder, name))).toEqual(Buffer.from(swept.files.get(name) ?? []));
  });

  it("names the computer and the number of a batch that is truncated or gone above the floor", async () => {
    const folder = await folderOf(swept.files);
    const batches = named(swept.files, "batch");
    const tip = batches.findLast((name) => name.includes(swept.streams[0] ?? "")) ?? "";
    await spoil(folder, tip, (bytes) => bytes.subarray(0, -100));
    const { findings } = await checkShare(folder, LIBRARY);
    expect(findings).toContainEqual(expect.objectContaining({ tag: "refused", device: "一楼", file: tip }));
    expect(grave(findings).length).toBeGreaterThan(0);
  });

  it("says of a share with one computer from an older copy from where to where it went back", async () => {
    const [stream = ""] = swept.streams;
    const isOf = (name: string): boolean => name.startsWith(`streams/${stream}/`) || name.startsWith(`heads/${stream}`);
    const mixed = new Map([
      ...[...swept.files].filter(([name]) => !isOf(name)),
      ...[...swept.older].filter(([name]) => isOf(name)),
    ]);
    const { findings } = await checkShare(await folderOf(mixed), LIBRARY);
    const last = (files: Files): number =>
      Math.max(
        ...named(files, "batch").flatMap((name) => (isOf(name) ? [Number.parseInt(name.slice(-27, -19), 16)] : [])),
      );
    const back = findings.find(({ tag }) => tag === "went-back");
    expect(back).toMatchObject({ device: "一楼", has: last(swept.older), by: "儿童馆" });
    expect(back?.tag === "went-back" && back.seen > last(swept.older) && back.seen <= last(swept.files)).toBe(true);
  });
});
