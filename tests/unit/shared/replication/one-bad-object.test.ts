/**
 * One bad object on a share, in a real folder: it stops its own stream, is named with its file, and nothing else waits.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { libraryMarker, storeMarker } from "#shared/replication/files/names.ts";
import { createFolderStore } from "../../../../electron/services/stores/folder-store.ts";
import { type Device, LIBRARY_ID, makeDevice } from "../../../support/desks.ts";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function markedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "one-bad-object-"));
  folders.push(folder);
  await writeFile(join(folder, libraryMarker(LIBRARY_ID)), "1");
  await writeFile(join(folder, storeMarker("fedcba9876543210")), "2");
  return folder;
}

interface Scene {
  readonly folder: string;
  readonly devices: readonly [Device, Device, Device];
  readonly sync: (device: Device) => ReturnType<Device["sync"]>;
}

/** Three desks that know each other; a and b have each written once more, and c has not seen it. */
async function scene(): Promise<Scene> {
  const clock = { ms: 1_700_000_000_000 };
  const folder = await markedFolder();
  const [a, b, c] = [makeDevice("a", clock), makeDevice("b", clock), makeDevice("c", clock)];
  const sync = (device: Device): ReturnType<Device["sync"]> => device.sync(createFolderStore(folder));
  for (const device of [a, b, c, a, b, c]) await sync(device);
  a.write("r1", { name: "of a" });
  b.write("r2", { name: "of b" });
  await sync(a);
  await sync(b);
  return { folder, devices: [a, b, c], sync };
}

async function newestBatch(folder: string, { replica: { stream } }: Device): Promise<string> {
  const names = (await readdir(join(folder, "streams", stream, "0000")))
    .filter((name) => name.endsWith(".batch"))
    .sort();
  return `streams/${stream}/0000/${names.at(-1)}`;
}

const SPOILERS = {
  folder: async (path: string): Promise<void> => {
    await rm(path);
    await mkdir(path);
    await writeFile(join(path, "desktop.ini"), "x");
  },
  "too-large": (path: string): Promise<void> => truncate(path, 2 * 1024 ** 3),
} as const;

describe.each(["folder", "too-large"] as const)("a batch whose name is taken by what is no batch (%s)", (what) => {
  it("stops its own stream only, and the file is named", async () => {
    const { folder, devices, sync } = await scene();
    const [a, , c] = devices;
    const file = await newestBatch(folder, a);
    await SPOILERS[what](join(folder, file));
    c.write("r3", { name: "of c" });
    const report = await sync(c);
    expect(report.outcome).toEqual({ tag: "done" });
    expect(report.warnings).toContainEqual({
      tag: "file-refused",
      stream: a.replica.stream,
      device: "a",
      file,
      error: { tag: "unreadable", what },
    });
    expect(c.replica.row("reader", "r2")?.name).toBe("of b");
    expect(c.replica.row("reader", "r1")).toBeUndefined();
    await sync(devices[1]);
    expect(devices[1].replica.row("reader", "r3")?.name).toBe("of c");
  });

  it("is told of once: what stands there and is bad is not also said to be announced and away", async () => {
    const { folder, devices, sync } = await scene();
    const [a, , c] = devices;
    await SPOILERS[what](join(folder, await newestBatch(folder, a)));
    expect((await sync(c)).warnings.map(({ tag }) => tag)).toEqual(["file-refused"]);
  });

  it("does not keep its owner from sending to others what does not lie on it", async () => {
    const { folder, devices, sync } = await scene();
    const [a, b, c] = devices;
    const file = await newestBatch(folder, a);
    const heads = join(folder, "heads");
    for (const head of await readdir(heads)) if (head.startsWith(a.replica.stream)) await rm(join(heads, head));
    await SPOILERS[what](join(folder, file));
    b.write("r4", { name: "of b later" });
    const reports = [await sync(b), await sync(a)];
    for (const { outcome } of reports) expect(outcome).toEqual({ tag: "done" });
    // what is only too long makes room for the right one already at whoever meets it first
    expect(reports.flatMap(({ warnings }) => warnings)).toContainEqual(
      expect.objectContaining({ tag: "file-refused", file }),
    );
    expect(a.replica.row("reader", "r4")?.name).toBe("of b later");
    if (what === "folder") await rm(join(folder, file), { recursive: true });
    for (const device of [a, c, b, a, c, b]) await sync(device);
    expect(c.replica.row("reader", "r1")?.name).toBe("of a");
    for (const device of [a, b, c])
      expect(await sync(device)).toMatchObject({ outcome: { tag: "nothing-new" }, warnings: [] });
  });
});

it("of three own files that are spoilt at once, one of them a folder, the other two are put back before the folder is gone", async () => {
  const { folder, devices, sync } = await scene();
  const [a, b] = devices;
  const files: string[] = [];
  for (const name of ["one", "two", "three"]) {
    a.write("r1", { name });
    await sync(a);
    files.push(await newestBatch(folder, a));
  }
  const [first = "", middle = "", last = ""] = files.map((file) => join(folder, file));
  const whole = [await readFile(first), await readFile(last)];
  await truncate(first, 40);
  await SPOILERS.folder(middle);
  await truncate(last, 0);
  const report = await a.sync(createFolderStore(folder), { asked: true });
  expect(report.outcome).toEqual({ tag: "done" });
  expect([await readFile(first), await readFile(last)]).toEqual(whole);
  const refused = report.warnings.flatMap((warning) =>
    warning.tag === "file-refused" ? [[warning.file, warning.error]] : [],
  );
  expect(refused).toHaveLength(3);
  expect(refused).toContainEqual([files[1], { tag: "unreadable", what: "folder" }]);
  await rm(middle, { recursive: true });
  await a.sync(createFolderStore(folder), { asked: true });
  await sync(b);
  expect(b.replica.row("reader", "r1")?.name).toBe("three");
});

it.each([
  ["gone", (path: string) => rm(path)],
  ["cut", (path: string) => truncate(path, 40)],
  ["empty", (path: string) => truncate(path, 0)],
] as const)(
  "an older own file that is %s while the newest is whole is put back once its owner syncs by hand, with nothing new anywhere",
  async (how, spoil) => {
    const { folder, devices, sync } = await scene();
    const [a, b, c] = devices;
    const file = await newestBatch(folder, a);
    for (const name of ["later", "latest"]) {
      a.write("r1", { name });
      await sync(a);
    }
    const whole = await readFile(join(folder, file));
    for (const device of [b, a, b, a]) await sync(device);
    await spoil(join(folder, file));
    expect((await sync(a)).outcome).toEqual({ tag: "nothing-new" });
    await expect(readFile(join(folder, file)).catch(() => null)).resolves.not.toEqual(whole);
    const { outcome, warnings } = await a.sync(createFolderStore(folder), { asked: true });
    expect([outcome.tag, warnings.map(({ tag }) => tag)]).toEqual(["done", how === "gone" ? [] : ["file-refused"]]);
    expect(await readFile(join(folder, file))).toEqual(whole);
    // and whoever had to wait for it has all
    await sync(c);
    expect(c.replica.row("reader", "r1")?.name).toBe("latest");
  },
);

it("a second well-formed marker is named, and stops nobody whose own one is there", async () => {
  const { folder, devices, sync } = await scene();
  const file = libraryMarker("zzzzzzzzzzzzzzzz");
  await writeFile(join(folder, file), "1");
  const report = await sync(devices[2]);
  expect(report.outcome).toEqual({ tag: "done" });
  expect(report.warnings).toContainEqual({ tag: "second-marker", file });
  expect(devices[2].replica.row("reader", "r1")?.name).toBe("of a");
  for (const device of [...devices, ...devices]) await sync(device);
  // whoever has nothing to send or to take is told of it too, when a person asks
  expect(await devices[2].sync(createFolderStore(folder), { asked: true })).toMatchObject({
    outcome: { tag: "nothing-new" },
    warnings: [{ tag: "second-marker", file }],
  });
  await rm(join(folder, libraryMarker(LIBRARY_ID)));
  devices[2].write("r5", { name: "later" });
  expect((await sync(devices[2])).outcome).toMatchObject({ tag: "stopped", stop: { tag: "another-library" } });
});
