import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bootedAt, isRunning } from "../../../../electron/services/browser/running-process.ts";
import { type DataFolderDeps, type Holder, takeDataFolder } from "../../../../electron/services/data-folder.ts";
import { type FileSystem, nodeFileSystem } from "../../../../electron/services/file-system.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const NOW = 1_800_000_000_000;
const self: Holder = { pid: 4242, address: "http://127.0.0.1:4870/", startedAt: NOW };
const first: Holder = { pid: 17, address: "http://127.0.0.1:4871/", startedAt: NOW - 1_000 };

const deps = (more: Partial<DataFolderDeps> = {}): DataFolderDeps => ({
  fs: nodeFileSystem,
  self,
  isRunning: () => true,
  answersAt: async () => true,
  bootedAt: NOW - 3_600_000,
  ...more,
});

async function heldBy(holder: Holder | string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "running.json"), typeof holder === "string" ? holder : JSON.stringify(holder));
  return folder;
}

test("makes the folder, and gives it back empty", async () => {
  const folder = join(await temporaryFolder(), "new", "desk");
  const taken = await takeDataFolder(folder, deps());
  expect(JSON.parse(await readFile(join(folder, "running.json"), "utf8"))).toEqual(self);
  if (taken.ok) await taken.value.release();
  expect(await readdir(folder)).toEqual([]);
});

test("a folder in use names its holder and that he answers", async () => {
  expect(await takeDataFolder(await heldBy(first), deps())).toEqual({
    ok: false,
    error: { tag: "folder-in-use", holder: first, answers: true },
  });
});

test("a holder that runs and does not answer keeps the folder", async () => {
  expect(await takeDataFolder(await heldBy(first), deps({ answersAt: async () => false }))).toEqual({
    ok: false,
    error: { tag: "folder-in-use", holder: first, answers: false },
  });
});

test.each([
  ["a killed holder", deps({ isRunning: () => false, answersAt: async () => false }), first],
  [
    "a holder from before the last start of the computer",
    deps({ answersAt: async () => false, bootedAt: NOW - 500 + 60_000 }),
    first,
  ],
  ["a file that a crash left half written", deps(), '{"pid":1'],
])("the folder of %s is taken over", async (_name, withDeps, holder) => {
  const folder = await heldBy(holder);
  expect((await takeDataFolder(folder, withDeps)).ok).toBe(true);
  expect(JSON.parse(await readFile(join(folder, "running.json"), "utf8"))).toEqual(self);
  expect(await readdir(folder)).toEqual(["running.json"]);
});

test("of many starts at once after a crash, one gets the folder", async () => {
  const folder = await heldBy({ ...first, pid: 16 });
  const starts = Array.from({ length: 8 }, (_, index) =>
    takeDataFolder(
      folder,
      deps({ self: { ...self, pid: 5000 + index }, isRunning: (pid) => pid !== 16, answersAt: async () => false }),
    ),
  );
  const results = await Promise.all(starts);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
});

test("gives back only what is its own", async () => {
  const folder = await temporaryFolder();
  const taken = await takeDataFolder(folder, deps());
  await writeFile(join(folder, "running.json"), JSON.stringify(first));
  if (taken.ok) await taken.value.release();
  expect(await readdir(folder)).toEqual(["running.json"]);
});

test("a file where the folder should be is said", async () => {
  const path = join(await temporaryFolder(), "file");
  await writeFile(path, "");
  expect(await takeDataFolder(path, deps())).toEqual({
    ok: false,
    error: { tag: "folder-not-writable", path, code: "EEXIST" },
  });
});

test("a folder without the right to write is said", async () => {
  const folder = await temporaryFolder();
  const fs: FileSystem = {
    ...nodeFileSystem,
    open: () => Promise.reject(Object.assign(new Error("denied"), { code: "EACCES" })),
  };
  expect(await takeDataFolder(folder, deps({ fs }))).toEqual({
    ok: false,
    error: { tag: "folder-not-writable", path: folder, code: "EACCES" },
  });
});

test("this process does not hold its own number against itself, another one's runs", () => {
  const now = Date.now();
  expect(isRunning(process.pid, now, now)).toBe(false);
  expect(isRunning(process.ppid, now, now)).toBe(true);
  expect(isRunning(2 ** 22 - 3, now, now)).toBe(false);
});

test.runIf(process.platform === "linux")("a number that another process has got since is not the holder", () => {
  const now = Date.now();
  expect(isRunning(process.ppid, bootedAt(now) - 60_000, now)).toBe(false);
});
