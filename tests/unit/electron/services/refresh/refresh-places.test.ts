/** What the host sees of a library system's files, over real folders and a clock of the test's own. */
import { randomBytes } from "node:crypto";
import { appendFile, mkdir, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import { nodeListFiles } from "../../../../../electron/services/refresh/list-files.ts";
import { createRefreshPlaces, STILL_MS } from "../../../../../electron/services/refresh/refresh-places.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";

async function place(settings: DeviceSettings = {}) {
  const [dataFolder, folder] = [await temporaryFolder(), await temporaryFolder()];
  let now = 0;
  let own = settings;
  const places = createRefreshPlaces({
    files: nodeListFiles(),
    settings: { get: () => ({ refreshPaths: { readers: folder }, ...own }) },
    steadyClock: { now: () => now },
    dataFolder,
  });
  const names = async (): Promise<readonly (readonly [string, boolean])[]> => {
    const look = await places.look("readers");
    if (!look.ok) throw new Error(look.error.tag);
    return look.value.files.map(({ name, still }) => [name, still]);
  };
  const change = (changed: DeviceSettings): void => {
    own = changed;
  };
  return { places, dataFolder, folder, names, change, pass: (ms: number) => (now += ms) };
}

const at = (path: string, seconds: number): Promise<void> => utimes(path, seconds, seconds);

describe("a file", () => {
  test("stands still once size and time were the same for ten seconds, and counts anew after each change", async () => {
    const { folder, names, pass } = await place();
    const path = join(folder, "读者(3).csv");
    await writeFile(path, "读者证号,姓名\n");
    await at(path, 1000);
    expect(await names()).toEqual([["读者(3).csv", false]]);
    pass(STILL_MS - 1);
    expect(await names()).toEqual([["读者(3).csv", false]]);
    pass(1);
    expect(await names()).toEqual([["读者(3).csv", true]]);
    await appendFile(path, "001,王芳\n");
    await at(path, 1000);
    expect(await names()).toEqual([["读者(3).csv", false]]);
    pass(STILL_MS);
    expect(await names()).toEqual([["读者(3).csv", true]]);
    await at(path, 1001);
    expect(await names()).toEqual([["读者(3).csv", false]]);
  });

  test("is given in pieces as it was seen, and no more once it is another one", async () => {
    const { places, folder, names } = await place();
    const path = join(folder, "a.csv");
    const bytes = randomBytes(5 * 1024 * 1024);
    await writeFile(path, bytes);
    await at(path, 1000);
    await names();
    const seen = { name: "a.csv", size: bytes.length, modifiedAt: 1_000_000 };
    const first = await places.read("readers", { ...seen, from: 0 });
    const second = await places.read("readers", { ...seen, from: 4 * 1024 * 1024 });
    if (!first.ok || !second.ok) throw new Error("not read");
    expect(Buffer.concat([first.value.bytes, second.value.bytes]).equals(bytes)).toBe(true);
    const changed = { ok: false, error: { tag: "changed" } };
    await at(path, 1002);
    expect(await places.read("readers", { ...seen, from: 0 })).toEqual(changed);
    await rm(path);
    expect(await places.read("readers", { ...seen, from: 0 })).toEqual(changed);
  });

  test("of a place that is named no more is not read, though it was seen there", async () => {
    const { places, folder, names, change } = await place();
    await writeFile(join(folder, "a.csv"), "x");
    await at(join(folder, "a.csv"), 1000);
    await names();
    const read = () => places.read("readers", { name: "a.csv", size: 1, modifiedAt: 1_000_000, from: 0 });
    expect((await read()).ok).toBe(true);
    change({ refreshPaths: { readers: await temporaryFolder() } });
    expect(await read()).toEqual({ ok: false, error: { tag: "changed" } });
  });

  test("that no look has shown is not read, whatever its name says", async () => {
    const { places, folder, names } = await place();
    await mkdir(join(folder, "inner"));
    await writeFile(join(folder, "inner", "b.csv"), "x");
    await writeFile(join(folder, "note.pdf"), "x");
    await names();
    for (const name of ["inner/b.csv", "../b.csv", "/etc/passwd", "note.pdf", "b.csv"])
      expect(await places.read("readers", { name, size: 1, modifiedAt: 0, from: 0 })).toEqual({
        ok: false,
        error: { tag: "changed" },
      });
  });
});

describe("a folder", () => {
  test("shows its tables only, latest first: no link, no folder, nothing half written under another name", async () => {
    const { folder, names } = await place();
    const outside = await temporaryFolder();
    await writeFile(join(outside, "other.csv"), "x");
    await symlink(join(outside, "other.csv"), join(folder, "link.csv"));
    await mkdir(join(folder, "folder.csv"));
    for (const [name, seconds] of [
      ["old.xls", 1000],
      ["new.XLSX", 3000],
      ["middle.txt", 2000],
      ["~$new.xlsx", 4000],
      [".hidden.csv", 4000],
      ["new.csv.part", 4000],
      ["note.docx", 4000],
    ] as const) {
      await writeFile(join(folder, name), "x");
      await at(join(folder, name), seconds);
    }
    expect((await names()).map(([name]) => name)).toEqual(["new.XLSX", "middle.txt", "old.xls"]);
  });

  test("that is away is named, and its files stand there again when it is back", async () => {
    const { places, folder, names, pass } = await place();
    await writeFile(join(folder, "a.csv"), "x");
    await names();
    await rename(folder, `${folder}-away`);
    expect(await places.look("readers")).toEqual({
      ok: false,
      error: { tag: "place-away", path: folder, code: "ENOENT" },
    });
    await rename(`${folder}-away`, folder);
    pass(STILL_MS);
    expect(await names()).toEqual([["a.csv", true]]);
  });

  test("is none of the desk's own, by whatever way it is named", async () => {
    const [share, backups, way] = [await temporaryFolder(), await temporaryFolder(), await temporaryFolder()];
    const { places, dataFolder, folder } = await place({ sharePath: share, backupPath: backups });
    await mkdir(join(share, "inner"));
    await symlink(dataFolder, join(way, "data"));
    await mkdir(join(dataFolder, "store"));
    for (const path of [dataFolder, share, join(share, "inner"), backups, join(way, "data", "store")])
      expect(await places.check(path)).toEqual({ tag: "own-folder", path });
    expect(await places.check(folder)).toBe(null);
  });
});

test("a link, a file of another kind and a place that is not there are no place to name", async () => {
  const { places, folder } = await place();
  await writeFile(join(folder, "a.csv"), "x");
  await writeFile(join(folder, "a.pdf"), "x");
  await symlink(join(folder, "a.csv"), join(folder, "link.csv"));
  const tagOf = async (name: string): Promise<string | undefined> => (await places.check(join(folder, name)))?.tag;
  expect([await tagOf("a.csv"), await tagOf("a.pdf"), await tagOf("link.csv"), await tagOf("none.csv")]).toEqual([
    undefined,
    "no-table",
    "not-plain",
    "place-away",
  ]);
});

test("a list that nobody has given a place has none", async () => {
  const { places } = await place();
  expect(await places.look("holds")).toEqual({ ok: false, error: { tag: "no-place" } });
});
